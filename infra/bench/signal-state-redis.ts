/**
 * Signals and increments per second through the signal state on Redis, beside those that a bare Lua script of ZINCRBYs
 * reaches with the same increments of sorted sets on the same Redis:
 * `node infra/bench/signal-state-redis.ts redis://127.0.0.1:6379 [signals]`. It empties the database that the URL names.
 */
import { createHash } from "node:crypto";
import { Redis } from "ioredis";
import { LedgerCache } from "../../services/recommender/src/projector/ledger-cache.ts";
import { PartitionProjector } from "../../services/recommender/src/projector/partition-projector.ts";
import type { LoggedSignal } from "../../services/recommender/src/projector/project-events.ts";
import { currentOf } from "../../services/recommender/src/projector/testing/current-of.ts";
import { openSignalState } from "../../services/recommender/src/signal-state/open.ts";
import { trendingWindows } from "../../services/recommender/src/signal-state/signal-state.ts";
import type { ShardBatch, SignalState, StateDelta } from "../../services/recommender/src/signal-state/signal-state.ts";
import { seeded } from "./seeded.ts";

const [url = "redis://127.0.0.1:6379", count = "40000"] = process.argv.slice(2);
const SIGNALS = Number(count);
const FILMS = 5000;
const VIEWERS = 5000;
const BATCH = 1000;
const WINDOW = 10;
const ROUNDS = 3;

const bareScript = `
  for i = 2, #ARGV, 3 do
    redis.call('ZINCRBY', KEYS[1] .. ARGV[i], ARGV[i + 1], ARGV[i + 2])
  end
  redis.call('SET', KEYS[1] .. 'fence', ARGV[1])`;
const bareSha = createHash("sha1").update(bareScript).digest("hex");

const redis = new Redis(url);
const { batches, seconds } = await timedProject();
const increments = batches.flat().reduce((sum, { deltas }) => sum + incrementsOf(deltas).length / 3, 0);
const rate = (amount: number, duration: number) => Math.round(amount / duration).toLocaleString("en");
console.log(`${SIGNALS} signals, ${increments} increments, batches of ${BATCH}, window ${WINDOW}`);
console.log(`with ledgers read and contributions made: ${rate(SIGNALS, seconds)} signals/s`);
await printMemory();
const own: number[] = [];
const bare: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  own.push(await timed(await applyAll(batches)));
  bare.push(await timed(await bareAll(batches)));
}
const [ownBest, bareBest] = [Math.min(...own), Math.min(...bare)];
console.log(`apply: ${rate(SIGNALS, ownBest)} signals/s, ${rate(increments, ownBest)} increments/s`);
console.log(`bare Lua ZINCRBY: ${rate(increments, bareBest)} increments/s`);
console.log(`ratio: ${((100 * bareBest) / ownBest).toFixed(0)} % (best of ${ROUNDS} rounds each)`);
await redis.quit();

/** Views and ratings of interleaved viewers; films by a long-tailed popularity. */
function createLog(): LoggedSignal[] {
  const random = seeded(7);
  return Array.from({ length: SIGNALS }, (_, offset) => {
    const appendedAt = 1_760_000_000_000 + offset * 100;
    const base = {
      eventId: `0199a3f2-${(offset >>> 16).toString(16).padStart(4, "0")}-7${(offset & 0xfff).toString(16).padStart(3, "0")}-b1d2-3f5a6b7c8d9e`,
      userId: `u-${Math.floor(random() * VIEWERS)}`,
      movieId: `ml-${Math.floor(FILMS * random() ** 3)}`,
      occurredAt: appendedAt - 1000,
      recommendationId: null,
    };
    const event =
      random() < 0.5
        ? ({ ...base, type: "MovieViewed", progress: 1 } as const)
        : ({ ...base, type: "MovieRated", rating: 0.5 + Math.floor(random() * 10) / 2 } as const);
    return { event, offset, appendedAt };
  });
}

/** The batches that a projector makes of the log, those of one batch of the log together, and its seconds for it. */
async function timedProject(): Promise<{ batches: ShardBatch[][]; seconds: number }> {
  await redis.flushdb();
  const log = createLog();
  const state = await openSignalState(url);
  const batches: ShardBatch[][] = [];
  const recording: SignalState = {
    ...currentOf(() => state),
    apply: (batch) => {
      batches.at(-1)!.push(batch);
      return state.apply(batch);
    },
  };
  const source = { epoch: "bench", partition: 0 };
  const options = {
    state: recording,
    keyspace: "bench",
    source,
    window: WINDOW,
    cache: new LedgerCache(),
    applied: -1,
  };
  const projector = new PartitionProjector(options);
  const began = performance.now();
  for (let at = 0; at < log.length; at += BATCH) {
    batches.push([]);
    await projector.project(log.slice(at, at + BATCH), Math.min(at + BATCH, log.length) - 1);
  }
  const seconds = (performance.now() - began) / 1000;
  await state.close();
  return { batches, seconds };
}

async function timed(work: () => Promise<void>): Promise<number> {
  await redis.flushdb();
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** Shards of films at once, then those of viewers, as the projector does. */
async function inTurn<T>(
  groups: T[][],
  isOfFilms: (item: T) => boolean,
  apply: (item: T) => Promise<unknown>,
): Promise<void> {
  for (const group of groups) {
    await Promise.all(group.filter(isOfFilms).map(apply));
    await Promise.all(group.filter((item) => !isOfFilms(item)).map(apply));
  }
}

async function applyAll(groups: ShardBatch[][]): Promise<() => Promise<void>> {
  await redis.flushdb();
  const state = await openSignalState(url);
  return async () => {
    await inTurn(
      groups,
      ({ shard }) => shard.startsWith("f"),
      (batch) => state.apply(batch),
    );
    await state.close();
  };
}

/** The increments alone, made ready beforehand. */
async function bareAll(groups: ShardBatch[][]): Promise<() => Promise<void>> {
  await redis.script("LOAD", bareScript);
  const ready = groups.map((group) =>
    group.map(({ shard, batchEnd, deltas }) => ({ shard, args: [batchEnd, ...incrementsOf(deltas)] })),
  );
  return () =>
    inTurn(
      ready.map((group) => group.filter(({ shard }) => shard.startsWith("f"))),
      () => true,
      ({ shard, args }) => redis.evalsha(bareSha, 1, `{bare:${shard}}`, ...args),
    );
}

/** Key, amount and member by turns: one for a pair or a total, three for trending. */
function incrementsOf(deltas: readonly StateDelta[]): (string | number)[] {
  return deltas.flatMap((delta) => {
    if (!("movieId" in delta)) return [];
    if (delta.kind === "pair") return [`:pairs:${delta.movieId}`, delta.amount, delta.next];
    if (delta.kind === "total") return [`:total:${delta.total}`, delta.amount, delta.movieId];
    return Object.entries(trendingWindows).flatMap(([name, { bucketMs }]) => [
      `:trending:${name}:${Math.floor(delta.occurredAt / bucketMs)}`,
      delta.amount,
      delta.movieId,
    ]);
  });
}

async function printMemory(): Promise<void> {
  const used = async () => Number(/^used_memory_dataset:(\d+)/m.exec(await redis.info("memory"))![1]);
  const withState = await used();
  await redis.flushdb();
  const perThousand = (withState - (await used())) / (SIGNALS / 1000) / 1024;
  console.log(`memory: ${perThousand.toFixed(0)} KiB per 1,000 signals`);
}
