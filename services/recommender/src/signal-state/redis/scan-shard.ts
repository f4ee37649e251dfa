import { Cluster } from "ioredis";
import type { Redis } from "ioredis";
import type { RedisClient } from "@projectionist/redis";
import type { ShardId, StateEntry, TrendingWindowName } from "../signal-state.ts";
import { shardPrefix, suffixes } from "./keys.ts";
import { parseTotals } from "./parse-replies.ts";
import { readLedger } from "./read-ledger.ts";

const KEYS_PER_STEP = 1000;

/** Every entry of a shard. The server goes through all its keys for it. */
export async function* scanShard(client: RedisClient, keyspace: string, shard: ShardId): AsyncIterable<StateEntry> {
  const prefix = shardPrefix(keyspace, shard);
  for (const key of await keysOf(client, prefix)) {
    const suffix = key.slice(prefix.length);
    if (suffix === suffixes.totals) {
      for (const [movieId, totals] of Object.entries(await client.hgetall(key))) {
        yield { shard, kind: "totals", movieId, totals: parseTotals(totals) };
      }
    } else if (suffix.startsWith(suffixes.pairs)) {
      const movieId = suffix.slice(suffixes.pairs.length);
      for (const [next, amount] of await members(client, key)) yield { shard, kind: "pair", movieId, next, amount };
    } else if (suffix.startsWith(suffixes.trending)) {
      const [window, bucket] = suffix.slice(suffixes.trending.length).split(":") as [TrendingWindowName, string];
      for (const [movieId, amount] of await members(client, key)) {
        yield { shard, kind: "trending", movieId, window, bucket: Number(bucket), amount };
      }
    } else if (suffix.startsWith(suffixes.ledger)) {
      const entries = readLedger(Buffer.concat(await client.lrangeBuffer(key, 0, -1)));
      const userId = suffix.slice(suffixes.ledger.length);
      if (entries.length > 0) yield { shard, kind: "ledger", userId, entries };
    }
  }
}

/** A scan may tell a key more than once. */
async function keysOf(client: RedisClient, prefix: string): Promise<Set<string>> {
  const keys = new Set<string>();
  await eachKey(client, `${prefix}*`, async (found) => found.forEach((key) => keys.add(key)));
  return keys;
}

/** Goes through the keys that match a pattern, some of a server's at a time, also those of a cluster. */
export async function eachKey(
  client: RedisClient,
  pattern: string,
  use: (found: readonly string[], node: Redis) => Promise<void>,
): Promise<void> {
  for (const node of client instanceof Cluster ? client.nodes("master") : [client]) {
    for (let cursor = "0", done = false; !done; done = cursor === "0") {
      const [next, found] = await node.scan(cursor, "MATCH", pattern, "COUNT", KEYS_PER_STEP);
      if (found.length > 0) await use(found, node);
      cursor = next;
    }
  }
}

async function members(client: RedisClient, key: string): Promise<[string, number][]> {
  const reply = (await client.call("ZRANGE", key, 0, -1, "WITHSCORES")) as string[];
  return Array.from({ length: reply.length / 2 }, (_, index) => [reply[2 * index]!, Number(reply[2 * index + 1])]);
}
