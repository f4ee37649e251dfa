import type { ShardId } from "./signal-state.ts";

/** The shard, 0 to `count` − 1, of a film or viewer: FNV-1a (32 bits) over UTF-16 code units. It never changes. */
export function shardOf(id: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  // FNV-1a's low bits are its weakest. Unsigned on both sides, numbers this large are divided as integers.
  return (((hash ^ (hash >>> 15)) >>> 0) % (count >>> 0)) >>> 0;
}

/** All shards, those of films first. */
export function shardIds(counts: Readonly<{ films: number; viewers: number }>): ShardId[] {
  return [
    ...Array.from({ length: counts.films }, (_, index) => `f${index}` as const),
    ...Array.from({ length: counts.viewers }, (_, index) => `v${index}` as const),
  ];
}
