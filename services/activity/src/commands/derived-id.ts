import { createHash } from "node:crypto";

/** The id of an event that follows from others: the same ones give the same id, so that a repeat counts once. */
export function derivedId(prefix: string, ...from: readonly string[]): string {
  return `${prefix}-${createHash("sha256").update(JSON.stringify(from)).digest("hex").slice(0, 40)}`;
}
