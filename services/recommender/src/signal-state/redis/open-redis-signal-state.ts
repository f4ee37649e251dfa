import { EngineOpenError } from "@projectionist/bus";
import { connectRedis, parseRedisUrl, type RedisClient } from "@projectionist/redis";
import { Redis } from "ioredis";
import type { SignalState } from "../signal-state.ts";
import { SHARD_COUNTS_KEY } from "./keys.ts";
import { RedisSignalState } from "./redis-signal-state.ts";

export type RedisSignalStateOptions = Readonly<{
  /** For a new state; one that exists must have the same. 8 of each for a new one, and any for an old, unless told. */
  shardCounts?: SignalState["shardCounts"];
  /**
   * Milliseconds between attempts to drop erased entries, 5,000 unless told: longer than Redis may hold back what it
   * writes to its disk.
   */
  forgetIntervalMs?: number;
  /** The authority that signed the servers' certificates, as PEM; those of Node unless told. */
  ca?: string | undefined;
  /** Told when the connection is lost, or erased entries could not be dropped: both are tried again. */
  onError?: (error: Error) => void;
}>;

const LIMITS = { commandTimeoutMs: 2_000, socketTimeoutMs: 3_000 };

/**
 * The state in Redis 6.2 or later, alone or as a cluster, shared by all processes that open it.
 *
 * @throws {EngineOpenError}
 */
export async function openRedisSignalState(url: string, options: RedisSignalStateOptions = {}): Promise<SignalState> {
  const { forgetIntervalMs = 5000, onError = () => {} } = options;
  const address = parseRedisUrl(url, { what: "the signal state", setting: "SIGNAL_STATE_URL" });
  const { name } = address;
  const client = await connectRedis(address, { ca: options.ca, onError, ...LIMITS });
  try {
    await checkServer(client, name);
    const shardCounts = await agreeOnShardCounts(client, name, options.shardCounts);
    return new RedisSignalState({ client, shardCounts, forgetIntervalMs, onError });
  } catch (error) {
    client.disconnect();
    if (error instanceof EngineOpenError) throw error;
    throw new EngineOpenError(`${name}: ${(error as Error).message}`, { cause: error });
  }
}

async function checkServer(client: RedisClient, name: string): Promise<void> {
  const info = await client.info();
  const version = /^redis_version:(\d+)\.(\d+)/m.exec(info);
  if (version && Number(version[1]) * 100 + Number(version[2]) < 602)
    throw new EngineOpenError(`${name} is Redis ${version[1]}.${version[2]}: use 6.2 or later`);
  if (client instanceof Redis && /^cluster_enabled:1/m.test(info))
    throw new EngineOpenError(`${name} is a node of a cluster: the URL of a cluster begins with redis-cluster://`);
  if (/^maxmemory:[1-9]/m.test(info) && /^maxmemory_policy:allkeys/m.test(info))
    throw new EngineOpenError(`${name} drops keys when its memory is full: set its maxmemory-policy to noeviction`);
}

async function agreeOnShardCounts(
  client: RedisClient,
  name: string,
  wanted: SignalState["shardCounts"] | undefined,
): Promise<SignalState["shardCounts"]> {
  await client.set(SHARD_COUNTS_KEY, JSON.stringify(wanted ?? { films: 8, viewers: 8 }), "NX");
  const stored = JSON.parse((await client.get(SHARD_COUNTS_KEY))!) as SignalState["shardCounts"];
  if (wanted && (wanted.films !== stored.films || wanted.viewers !== stored.viewers)) {
    throw new EngineOpenError(
      `${name} has ${stored.films} shards of films and ${stored.viewers} of viewers, not ${wanted.films} and ` +
        `${wanted.viewers}: configure these, or empty it, and the state is made anew from the log`,
    );
  }
  return stored;
}
