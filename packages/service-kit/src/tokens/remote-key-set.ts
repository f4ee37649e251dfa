import type { JsonWebKeySet } from "./json-web-key-set.ts";

const DEADLINE_MS = 2_000;

/** Reads a key set over HTTP whenever it is asked; rejects when that takes over 2 s or the reply is no key set. */
export function remoteKeySet(url: string): () => Promise<JsonWebKeySet> {
  return async () => {
    const reply = await fetch(url, { signal: AbortSignal.timeout(DEADLINE_MS), redirect: "error" });
    if (!reply.ok) throw new Error(`${url} answered ${reply.status}`);
    const set = (await reply.json()) as Partial<JsonWebKeySet> | null;
    if (!Array.isArray(set?.keys)) throw new Error(`${url} did not answer a key set`);
    return { keys: set.keys.filter((key) => typeof key === "object" && key !== null) };
  };
}
