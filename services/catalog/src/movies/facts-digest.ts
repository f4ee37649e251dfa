import type { MovieFacts } from "@projectionist/contracts";
import { createHash } from "node:crypto";

/** Names the facts by content: equal facts, equal digests, whatever the order of their fields. */
export function factsDigest(facts: MovieFacts): string {
  const fields = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(fields)).digest("base64url").slice(0, 22);
}
