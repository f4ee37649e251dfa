import type { Fault } from "@projectionist/contracts";
import type { RedisClient } from "@projectionist/redis";
import { Cluster } from "ioredis";
import { shardIds, shardOf } from "../shard-of.ts";
import { StateBehindError, StateDamagedError, trendingWindows } from "../signal-state.ts";
import type {
  Control,
  ControlFields,
  FilmTotals,
  KeyspaceSettings,
  LedgerCut,
  LedgerEntry,
  LogSource,
  ShardBatch,
  ShardId,
  SignalState,
  StateEntry,
  TopBy,
  Weighted,
} from "../signal-state.ts";
import { ErasureSweep } from "./erasure-sweep.ts";
import { bucketName, parseSourceField, settingsKey, shardPrefix, sourceField, suffixes } from "./keys.ts";
import { dropKeyspace, readControl, replaceControl } from "./keyspace-control.ts";
import { packChanges } from "./pack-changes.ts";
import { parseTotals, weightedOf } from "./parse-replies.ts";
import { readLedger } from "./read-ledger.ts";
import { scanShard } from "./scan-shard.ts";
import { serverFaults } from "./server-faults.ts";
import { Script } from "./script.ts";

const applyScript = new Script("apply");
const ledgersScript = new Script("ledgers");
const neighboursScript = new Script("neighbours");
const trendingScript = new Script("trending");

/** So that no call keeps the server, or its reply this process, for long. */
const LEDGERS_PER_CALL = 100;
const FILMS_PER_CALL = 1000;

export type RedisSignalStateParts = Readonly<{
  client: RedisClient;
  shardCounts: SignalState["shardCounts"];
  forgetIntervalMs: number;
  onError: (error: Error) => void;
}>;

/** The state in Redis, shared by all processes that open it. Redis must not evict keys. */
export class RedisSignalState implements SignalState {
  readonly capabilities = { persistent: true };
  readonly shardCounts: SignalState["shardCounts"];
  readonly #client: RedisClient;
  readonly #shards: ReadonlySet<ShardId>;
  readonly #sweep: ErasureSweep;

  constructor({ client, shardCounts, forgetIntervalMs, onError }: RedisSignalStateParts) {
    this.shardCounts = shardCounts;
    this.#client = client;
    this.#shards = new Set(shardIds(shardCounts));
    this.#sweep = new ErasureSweep({ client, shardCounts, intervalMs: forgetIntervalMs, onError });
  }

  async settings(keyspace: string, initial: KeyspaceSettings): Promise<KeyspaceSettings> {
    const key = settingsKey(keyspace);
    await this.#client.set(key, JSON.stringify(initial), "NX");
    return JSON.parse((await this.#client.get(key))!) as KeyspaceSettings;
  }

  async apply(batch: ShardBatch): Promise<"applied" | "gap"> {
    const { keyspace, shard, expectedPrevious, batchEnd } = batch;
    const prefix = this.#prefix(keyspace, shard);
    const source = sourceField(batch.source);
    this.#sweep.watch(keyspace);
    // What is sent is summed up over the batch: where the shard reflects a part of it, it answers so, and the rest is sent.
    for (let deltas = batch.deltas; ;) {
      const first = deltas[0]?.offset ?? batchEnd;
      const changes = packChanges(deltas, source);
      const args = [source, expectedPrevious, first, batchEnd, changes];
      const fence = (await applyScript.run(this.#client, prefix, args).catch(toldAsDamage)) as number;
      if (fence < expectedPrevious) return "gap";
      if (fence < first || fence >= batchEnd) return "applied";
      deltas = deltas.filter(({ offset }) => offset > fence);
    }
  }

  async fences(keyspace: string, source: LogSource): Promise<Map<ShardId, number>> {
    const field = sourceField(source);
    return new Map(
      await Promise.all(
        Array.from(this.#shards, async (shard) => {
          const fence = await this.#client.hget(shardPrefix(keyspace, shard) + suffixes.fences, field);
          return [shard, Number(fence ?? -1)] as const;
        }),
      ),
    );
  }

  async shardFences(keyspace: string, epoch: string, shard: ShardId): Promise<Map<number, number>> {
    const fences = await this.#client.hgetall(this.#prefix(keyspace, shard) + suffixes.fences);
    const ofEpoch = Object.entries(fences)
      .map(([field, fence]) => ({ ...parseSourceField(field), fence: Number(fence) }))
      .filter((source) => source.epoch === epoch);
    return new Map(ofEpoch.map(({ partition, fence }) => [partition, fence]));
  }

  ledgerVersion(): undefined {
    return undefined;
  }

  async ledgers(
    keyspace: string,
    userIds: readonly string[],
    asOf?: LedgerCut,
  ): Promise<Map<string, readonly LedgerEntry[]>> {
    const wanted = asOf ? asOf.offset - 1 : -1;
    const source = asOf ? sourceField(asOf) : "";
    const ledgers = new Map<string, readonly LedgerEntry[]>();
    await this.#byShard("v", userIds, LEDGERS_PER_CALL, async (shard, ids) => {
      const prefix = shardPrefix(keyspace, shard);
      const reply = await ledgersScript.runBuffer(this.#client, prefix, [source, wanted, ...ids]);
      const [fence, ...records] = reply as [number, ...Buffer[]];
      if (fence < wanted) throw new StateBehindError(shard, fence, wanted);
      for (const [index, userId] of ids.entries()) {
        const entries = readLedger(records[index]!, asOf?.offset);
        if (entries.length > 0) ledgers.set(userId, entries);
      }
    });
    return ledgers;
  }

  async neighbours(
    keyspace: string,
    movieIds: readonly string[],
    limit: number,
  ): Promise<Map<string, readonly Weighted[]>> {
    const found = new Map<string, readonly Weighted[]>();
    await this.#byShard("f", movieIds, FILMS_PER_CALL, async (shard, ids) => {
      const reply = await neighboursScript.run(this.#client, shardPrefix(keyspace, shard), [limit, ...ids]);
      for (const [index, members] of (reply as string[][]).entries()) {
        const top = weightedOf(members);
        if (top.length > 0) found.set(ids[index]!, top);
      }
    });
    // In the order in which they were asked for.
    return new Map(movieIds.flatMap((id) => (found.has(id) ? [[id, found.get(id)!] as const] : [])));
  }

  async totals(keyspace: string, movieIds: readonly string[]): Promise<Map<string, FilmTotals>> {
    const totals = new Map<string, FilmTotals>();
    await this.#byShard("f", movieIds, FILMS_PER_CALL, async (shard, ids) => {
      const stored = await this.#client.hmget(shardPrefix(keyspace, shard) + suffixes.totals, ...ids);
      for (const [index, ofFilm] of stored.entries()) {
        if (ofFilm !== null) totals.set(ids[index]!, parseTotals(ofFilm));
      }
    });
    return totals;
  }

  async top(keyspace: string, by: TopBy, limit: number): Promise<readonly Weighted[]> {
    const prefixes = [...this.#shards].filter((id) => id.startsWith("f")).map((id) => shardPrefix(keyspace, id));
    const leaders = await Promise.all(
      prefixes.map(async (prefix) => {
        if ("window" in by) return trendingScript.run(this.#client, prefix, [limit, ...bucketsOf(by)]);
        const totals = Object.entries(await this.#client.hgetall(prefix + suffixes.totals));
        return totals.flatMap(([movieId, ofFilm]) => [movieId, String(parseTotals(ofFilm)[by.total])]);
      }),
    );
    return weightedOf((leaders as string[][]).flat()).slice(0, limit);
  }

  async *scan(keyspace: string): AsyncIterable<StateEntry> {
    for (const shard of this.#shards) yield* scanShard(this.#client, keyspace, shard);
  }

  control(epoch: string): Promise<Control | undefined> {
    return readControl(this.#client, epoch);
  }

  setControl(epoch: string, expectedVersion: number, next: ControlFields): Promise<boolean> {
    return replaceControl(this.#client, epoch, expectedVersion, next);
  }

  async has(keyspace: string): Promise<boolean> {
    return (await this.#client.exists(settingsKey(keyspace))) > 0;
  }

  async drop(keyspace: string, onProgress: (gone: number) => void = () => {}): Promise<void> {
    await this.#sweep.unwatch(keyspace);
    await dropKeyspace(this.#client, keyspace, onProgress);
  }

  async faults(): Promise<readonly Fault[]> {
    const servers = this.#client instanceof Cluster ? this.#client.nodes("master") : [this.#client];
    const infos = servers.map(async (server) => {
      const { host, port } = server.options;
      return serverFaults(await server.info(), `Redis at ${host}:${port}`);
    });
    return (await Promise.all(infos)).flat();
  }

  async close(): Promise<void> {
    await this.#sweep.stop();
    this.#client.disconnect();
  }

  #prefix(keyspace: string, shard: ShardId): string {
    if (!this.#shards.has(shard))
      throw new RangeError(`there is no shard "${shard}": shards are ${[...this.#shards].join(", ")}`);
    return shardPrefix(keyspace, shard);
  }

  /** Calls at once for all shards that hold some of the ids, with at most so many ids each time. */
  async #byShard(
    kind: "f" | "v",
    ids: readonly string[],
    most: number,
    call: (shard: ShardId, ids: readonly string[]) => Promise<void>,
  ): Promise<void> {
    const count = kind === "f" ? this.shardCounts.films : this.shardCounts.viewers;
    const byShard = Map.groupBy(new Set(ids), (id) => shardOf(id, count));
    const calls: Promise<void>[] = [];
    for (const [shard, ofShard] of byShard) {
      for (let at = 0; at < ofShard.length; at += most) {
        calls.push(call(`${kind}${shard}`, ofShard.slice(at, at + most)));
      }
    }
    await Promise.all(calls);
  }
}

/** What the script refuses as torn came back from the end of the append-only file. */
function toldAsDamage(error: unknown): never {
  throw error instanceof Error && error.message.startsWith("TORN ") ? new StateDamagedError(error.message) : error;
}

function bucketsOf({ window, now }: Extract<TopBy, { window: unknown }>): string[] {
  const { bucketMs, buckets } = trendingWindows[window];
  const last = Math.floor(now / bucketMs);
  return Array.from({ length: buckets }, (_, back) => bucketName(window, last - back));
}
