import { createHash } from "node:crypto";
import { Redis } from "ioredis";
import { currentOf } from "../../services/recommender/src/projector/testing/current-of.ts";
import { openSignalState } from "../../services/recommender/src/signal-state/open.ts";
import { trendingWindows } from "../../services/recommender/src/signal-state/signal-state.ts";
import type { ShardBatch, SignalState, StateDelta } from "../../services/recommender/src/signal-state/signal-state.ts";
import { carryAll } from "./projector-carry.ts";
import { createSignalLog } from "./signal-log.ts";

const ROUNDS = 3;
/** Scripts under way at once: enough that the server never waits for the client. */
const IN_FLIGHT = 32;

const bareScript = `
  for i = 2, #ARGV, 3 do
    redis.call('ZINCRBY', KEYS[1] .. ARGV[i], ARGV[i + 1], ARGV[i + 2])
  end
  redis.call('SET', KEYS[1] .. 'fence', ARGV[1])`;
const bareSha = createHash("sha1").update(bareScript).digest("hex");

type BareCall = Readonly<{ key: string; args: (string | number)[] }>;

/** The full way from the log's bytes into Redis beside the bare increments, by turns, the best of some rounds each. */
export async function measureOnRedis(url: string, signals: number): Promise<void> {
  const log = createSignalLog(signals, "interleaved");
  const redis = new Redis(url);
  const calls = await recordIncrements();
  const increments = calls.reduce((sum, { args }) => sum + (args.length - 1) / 3, 0);
  let [full, bare] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round++) {
    full = Math.min(full, await withState((state) => carryAll(log, state)));
    bare = Math.min(bare, await runBare());
  }
  await redis.quit();
  const rate = (amount: number, seconds: number) => Math.round(amount / seconds).toLocaleString("en");
  console.log(`on Redis, interleaved: ${rate(signals, full)} signals/s, ${rate(increments, full)} increments/s`);
  console.log(`bare Lua ZINCRBY on the same Redis: ${rate(increments, bare)} increments/s`);
  console.log(`ratio: ${((100 * bare) / full).toFixed(0)} % (best of ${ROUNDS} rounds each)`);

  async function withState<T>(use: (state: SignalState) => Promise<T>): Promise<T> {
    await redis.flushdb();
    const state = await openSignalState(url);
    try {
      return await use(state);
    } finally {
      await state.close();
    }
  }

  /** What the projector adds to sorted sets, call by call. */
  async function recordIncrements(): Promise<BareCall[]> {
    const recorded: BareCall[] = [];
    await withState((state) =>
      carryAll(log, {
        ...currentOf(() => state),
        apply: (batch) => {
          if (batch.shard.startsWith("f")) recorded.push(bareCallOf(batch));
          return state.apply(batch);
        },
      }),
    );
    return recorded;
  }

  async function runBare(): Promise<number> {
    await redis.flushdb();
    await redis.script("LOAD", bareScript);
    const began = performance.now();
    const left = calls.values();
    const lane = async () => {
      for (const { key, args } of left) await redis.evalsha(bareSha, 1, key, ...args);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
    return (performance.now() - began) / 1000;
  }
}

function bareCallOf({ shard, batchEnd, deltas }: ShardBatch): BareCall {
  return { key: `{bare:${shard}}`, args: [batchEnd, ...deltas.flatMap(incrementOf)] };
}

/** Key, amount and member: one for a pair or a total, three for trending. */
function incrementOf(delta: StateDelta): (string | number)[] {
  if (!("movieId" in delta)) return [];
  if (delta.kind === "pair") return [`:pairs:${delta.movieId}`, delta.amount, delta.next];
  if (delta.kind === "total") return [`:total:${delta.total}`, delta.amount, delta.movieId];
  return Object.entries(trendingWindows).flatMap(([name, { bucketMs }]) => [
    `:trending:${name}:${Math.floor(delta.occurredAt / bucketMs)}`,
    delta.amount,
    delta.movieId,
  ]);
}
