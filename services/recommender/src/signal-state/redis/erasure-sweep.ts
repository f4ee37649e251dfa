import type { RedisClient } from "@projectionist/redis";
import { shardIds } from "../shard-of.ts";
import type { ShardId, SignalState } from "../signal-state.ts";
import { shardPrefix, suffixes } from "./keys.ts";
import { decodeRecord } from "./ledger-record.ts";
import { Script } from "./script.ts";

const forgetScript = new Script("forget");

type Offsets = ReadonlyMap<string, number>;

export type ErasureSweepOptions = Readonly<{
  client: RedisClient;
  shardCounts: SignalState["shardCounts"];
  intervalMs: number;
  onError: (error: Error) => void;
}>;

/**
 * Drops erased entries for good, of the keyspaces that it watches, once no replay can need them: when the fences of all
 * shards had passed the erasure an interval ago, and still have. An interval must be longer than the server may hold
 * back what it writes to its disk (2 s with `appendfsync everysec`).
 */
export class ErasureSweep {
  readonly #options: ErasureSweepOptions;
  readonly #shards: readonly ShardId[];
  /** What all shards had passed when last looked, by keyspace. */
  readonly #passed = new Map<string, Offsets>();
  readonly #timer: NodeJS.Timeout;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(options: ErasureSweepOptions) {
    this.#options = options;
    this.#shards = shardIds(options.shardCounts);
    this.#timer = setInterval(() => {
      this.#sweeping = this.#sweeping.then(() => this.#sweep()).catch(options.onError);
    }, options.intervalMs);
    this.#timer.unref();
  }

  watch(keyspace: string): void {
    if (!this.#passed.has(keyspace)) this.#passed.set(keyspace, new Map());
  }

  /** Sweeps a keyspace no more; resolves when nothing of it is under way. */
  async unwatch(keyspace: string): Promise<void> {
    this.#passed.delete(keyspace);
    await this.#sweeping;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  async #sweep(): Promise<void> {
    for (const [keyspace, before] of this.#passed) {
      const now = await this.#passedByAll(keyspace);
      if (!this.#passed.has(keyspace)) continue;
      this.#passed.set(keyspace, now);
      const passed = (source: string) => Math.min(before.get(source) ?? -1, now.get(source) ?? -1);
      for (const shard of this.#shards.filter((id) => id.startsWith("v"))) {
        await this.#sweepShard(shardPrefix(keyspace, shard), passed);
      }
    }
  }

  async #passedByAll(keyspace: string): Promise<Offsets> {
    const keys = this.#shards.map((shard) => shardPrefix(keyspace, shard) + suffixes.fences);
    const fences = await Promise.all(keys.map((key) => this.#options.client.hgetall(key)));
    const sources = new Set(fences.flatMap((ofShard) => Object.keys(ofShard)));
    return new Map(
      Array.from(sources, (source) => [source, Math.min(...fences.map((ofShard) => Number(ofShard[source] ?? -1)))]),
    );
  }

  async #sweepShard(prefix: string, passed: (source: string) => number): Promise<void> {
    const { client } = this.#options;
    for (const userId of await client.hkeys(prefix + suffixes.erased)) {
      const records = await client.lrangeBuffer(prefix + suffixes.ledger + userId, 0, -1);
      let last = -1;
      let erasures = 0;
      for (const [index, bytes] of records.entries()) {
        if (!isErasureUpTo(bytes, passed)) continue;
        last = index;
        erasures++;
      }
      if (last >= 0) await forgetScript.run(client, prefix, [userId, last + 1, records[last]!, erasures]);
    }
  }
}

function isErasureUpTo(bytes: Buffer, passed: (source: string) => number): boolean {
  const record = decodeRecord(bytes);
  return record.kind === "erase" && record.offset <= passed(record.source);
}
