import { Redis } from "ioredis";
import type { LoggedSignal } from "../../../services/recommender/src/projector/project-events.ts";
import { shardPrefix, suffixes } from "../../../services/recommender/src/signal-state/redis/keys.ts";
import { shardIds } from "../../../services/recommender/src/signal-state/shard-of.ts";
import { KEYSPACE, openProjection } from "./projection.ts";

/** Bytes of Redis. */
export type RedisMemory = Readonly<{
  /** `used_memory_dataset`, after less before. */
  dataset: number;
  /** `MEMORY USAGE` of the keys that hold pairs. */
  pairs: number;
  /** How many pairs these hold. */
  pairCount: number;
}>;

const KEYS_AT_ONCE = 500;

/** Projects the signals into an emptied Redis with window W and measures it. It empties the database of the URL. */
export async function measureRedisMemory(
  url: string,
  log: readonly LoggedSignal[],
  window: number,
): Promise<RedisMemory> {
  const redis = new Redis(url);
  await redis.flushdb("SYNC");
  const before = await datasetOf(redis);
  const projection = await openProjection(window, url);
  await projection.project(log);
  const dataset = (await datasetOf(redis)) - before;
  let [pairs, pairCount] = [0, 0];
  for (const shard of shardIds(projection.state.shardCounts)) {
    const pattern = `${shardPrefix(KEYSPACE, shard)}${suffixes.pairs}*`;
    for await (const keys of redis.scanStream({ match: pattern, count: KEYS_AT_ONCE }) as AsyncIterable<string[]>) {
      const sizes = redis.pipeline();
      for (const key of keys) sizes.memory("USAGE", key, "SAMPLES", 0).zcard(key);
      const replies = (await sizes.exec()) ?? [];
      for (const [index, [error, reply]] of replies.entries()) {
        if (error) throw error;
        if (index % 2 === 0) pairs += Number(reply);
        else pairCount += Number(reply);
      }
    }
  }
  await projection.close();
  await redis.flushdb("SYNC");
  await redis.quit();
  return { dataset, pairs, pairCount };
}

async function datasetOf(redis: Redis): Promise<number> {
  return Number(/^used_memory_dataset:(\d+)/m.exec(await redis.info("memory"))![1]);
}
