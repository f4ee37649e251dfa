import type { LogSource, ShardId, TrendingWindowName } from "../signal-state.ts";

/** How many shards of either kind the stored state has. */
export const SHARD_COUNTS_KEY = "p:shards";

/** Where the settings of a keyspace are. */
export function settingsKey(keyspace: string): string {
  return `p:${encodeName(keyspace)}:settings`;
}

/** Where the control record of an epoch is. */
export function controlKey(epoch: string): string {
  return `p:${encodeName(epoch)}:control`;
}

/**
 * What all keys of a shard begin with. The braces make them one slot of a cluster, so that one script can reach them
 * all; whatever ids follow can neither change the slot nor make the key another shard's.
 */
export function shardPrefix(keyspace: string, shard: ShardId): string {
  return `{p:${encodeName(keyspace)}:${shard}}`;
}

/** What the keys of all shards of a keyspace, and no others, match. */
export function shardsPattern(keyspace: string): string {
  return `{p:${encodeName(keyspace)}:*`;
}

/** What follows the prefix in keys that are not made by scripts alone. */
export const suffixes = {
  fences: ":fence",
  totals: ":totals",
  erased: ":erased",
  pairs: ":pairs:",
  trending: ":trending:",
  ledger: ":ledger:",
} as const;

/** One bucket of a trending window. */
export function bucketName(window: TrendingWindowName, bucket: number): string {
  return `${window}:${bucket}`;
}

/** A partition of the log as a field of a shard's fences. */
export function sourceField({ epoch, partition }: LogSource): string {
  return `${partition}/${epoch}`;
}

export function parseSourceField(field: string): LogSource {
  const slash = field.indexOf("/");
  return { partition: Number(field.slice(0, slash)), epoch: field.slice(slash + 1) };
}

/** Free of braces, colons and what patterns give a meaning to; different for different names. */
function encodeName(name: string): string {
  return name.replace(/[^\w-]/gu, (character) => `%${character.codePointAt(0)!.toString(16)};`);
}
