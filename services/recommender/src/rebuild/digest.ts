import { hash } from "node:crypto";
import type { ShardId, StateEntry } from "../signal-state/signal-state.ts";
import { factsOf } from "./facts.ts";

/** Of each shard that holds something, a number that tells what it holds, as 32 hexadecimal digits. */
export type Digest = ReadonlyMap<ShardId, string>;

/**
 * The digest of a state's entries, in whatever order they come: per shard, the sum modulo 2^128 of the first 16 bytes of the
 * SHA-256 of each of its facts. Two states that hold the same have the same digest, on any engine.
 */
export async function digestOf(
  entries: AsyncIterable<StateEntry>,
  isWanted: (entry: StateEntry) => boolean = () => true,
): Promise<Digest> {
  const sums = new Map<ShardId, bigint>();
  for await (const entry of entries) {
    if (!isWanted(entry)) continue;
    const facts = factsOf(entry);
    if (facts.length === 0) continue;
    let sum = sums.get(entry.shard) ?? 0n;
    for (const fact of facts) sum = BigInt.asUintN(128, sum + numberOf(fact.join(" ")));
    sums.set(entry.shard, sum);
  }
  return new Map([...sums].map(([shard, sum]) => [shard, sum.toString(16).padStart(32, "0")]));
}

/** The shards in which two digests differ. */
export function differingShards(one: Digest, other: Digest): ShardId[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((shard) => one.get(shard) !== other.get(shard));
}

/** One number for a whole digest, to be shown and compared by eye. */
export function shownDigest(digest: Digest): string {
  const parts = [...digest].toSorted(([a], [b]) => (a < b ? -1 : 1)).map((part) => part.join(" "));
  return hash("sha256", parts.join("\n")).slice(0, 16);
}

function numberOf(text: string): bigint {
  const bytes = hash("sha256", text, "buffer");
  return (bytes.readBigUInt64BE(0) << 64n) | bytes.readBigUInt64BE(8);
}
