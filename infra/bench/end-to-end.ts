/**
 * What the whole system does, as compose runs it: the five services as processes on Kafka, Redis and MongoDB in containers
 * that it starts and removes. Signals per second acknowledged through the gateway, and the time from a 202 to the changed
 * recommendation, beside the bare limits of the same engines in the same run; then where the time went.
 *
 *   node infra/bench/end-to-end.ts [--seconds 3] [--rounds 3] [--patience 10] [--only "<part of a load's name>"]
 *     [--profile <folder for CPU profiles>]
 *
 * Figures are medians of the rounds. The load comes from this process, on the same machine. After each round it waits for
 * the projections as many seconds as `--patience` says: where they are slower, what comes next is measured beside them.
 */
import { parseArgs } from "node:util";
import { measureBareRedis, openBareKafka, RECORD_BYTES } from "./end-to-end/bare-limits.ts";
import { breakdown, readMetrics, type Readings } from "./end-to-end/breakdown.ts";
import { untilCaughtUp } from "./end-to-end/catch-up.ts";
import { measureFreshness } from "./end-to-end/freshness.ts";
import { createHttpCaller } from "./end-to-end/http-caller.ts";
import { postSignals, type Load } from "./end-to-end/load.ts";
import { createSignals } from "./end-to-end/signals.ts";
import { startSystem, type System } from "./end-to-end/system.ts";
import { printHeader } from "./header.ts";
import { quantiles } from "./quantiles.ts";

const LIKES = 100;

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "3" },
    rounds: { type: "string", default: "3" },
    patience: { type: "string", default: "10" },
    only: { type: "string", default: "" },
    profile: { type: "string" },
  },
});
const seconds = Number(options.seconds);
const rounds = Number(options.rounds);
const patience = Number(options.patience);

const allLoads = [
  { name: "1 a request, 1 in flight", batch: 1, inFlight: 1, ids: true },
  { name: "1 a request, 16 in flight", batch: 1, inFlight: 16, ids: true },
  { name: "1 a request, 64 in flight", batch: 1, inFlight: 64, ids: true },
  { name: "100 a request, 8 in flight", batch: 100, inFlight: 8, ids: true },
  { name: "500 a request, 4 in flight", batch: 500, inFlight: 4, ids: true },
  { name: "500 a request, 4 in flight, ids made by us", batch: 500, inFlight: 4, ids: false },
];
const loads = allLoads.filter(({ name }) => name.includes(options.only));

printHeader("the whole system end to end", { seconds, rounds, patience, likes: LIKES, "bytes-a-record": RECORD_BYTES });
const system = await startSystem(options.profile);
try {
  await measure(system);
} finally {
  await system.stop();
}

/** Measures one part after the other; one that fails is told, and leaves the others' figures. */
async function measure({ urls, metricsUrls, apiKey, kafkaUrl, redisUrl }: System): Promise<void> {
  const caller = createHttpCaller(urls.gateway);
  const films = await caller.get("/v1/movies?sort=rating&limit=100");
  const movieIds = (JSON.parse(films.body) as { items: { id: string }[] }).items.map(({ id }) => id);
  const signals = createSignals(movieIds);
  const bareKafka = await openBareKafka(kafkaUrl);
  const caughtUp = () => untilCaughtUp(metricsUrls, patience * 1000);
  await postSignals(caller, apiKey, signals, { batch: 10, inFlight: 8, seconds: 2, ids: true });
  await bareKafka.measure({ batch: 10, inFlight: 8, seconds: 1 });
  await caughtUp();

  const throughput: Record<string, object> = {};
  for (const { name, ...load } of loads) await told(name, () => measureLoad(name, load));
  console.log("\nsignals through the gateway, beside kafkajs alone");
  console.table(throughput);
  await told("freshness", measureLikes);
  await told("bare Lua", measureRedis);
  await bareKafka.close();
  caller.close();

  async function measureLoad(name: string, load: Omit<Load, "seconds">): Promise<void> {
    const own: Measured[] = [];
    const bare: Measured[] = [];
    const before = await readMetrics(metricsUrls);
    let [posted, left] = [0, 0];
    for (let round = 0; round < rounds; round++) {
      const result = await postSignals(caller, apiKey, signals, { ...load, seconds });
      posted += result.signals;
      own.push(result);
      left = Math.max(left, await caughtUp());
      bare.push(await bareKafka.measure({ ...load, seconds }));
    }
    throughput[name] = {
      "acked signals/s": rateOf(own),
      "POST to 202, p50 ms": quantileOf(own, "p50"),
      "p99 ms": quantileOf(own, "p99"),
      "bare sendBatch records/s": rateOf(bare),
      "bare p50 ms": quantileOf(bare, "p50"),
      "share of bare": `${((100 * rateOf(own)) / rateOf(bare)).toFixed(0)} %`,
      "left to project": left,
    };
    printBreakdown(name, before, await readMetrics(metricsUrls), posted);
  }

  async function measureLikes(): Promise<void> {
    const freshness = await measureFreshness(urls.gateway, caller, movieIds.slice(0, LIKES));
    console.log(`\none viewer's likes, nobody else about; ${freshness.unchanged} of ${LIKES} did not show at once`);
    console.table({
      "POST to 202 (ms)": quantiles(freshness.posts),
      "202 to changed recommendations (ms)": quantiles(freshness.changes),
    });
  }

  async function measureRedis(): Promise<void> {
    const redis = [];
    for (let round = 0; round < rounds; round++) redis.push(await measureBareRedis(redisUrl, seconds));
    console.log(
      `\nbare Lua ZINCRBY: ${median(redis.map(({ incrementsPerSecond }) => incrementsPerSecond))} increments/s, ` +
        `enough for ${median(redis.map(({ signalsPerSecond }) => signalsPerSecond))} signals/s`,
    );
  }
}

async function told(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.log(`\n${name}: not measured: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

type Measured = Readonly<{ signalsPerSecond: number; times: readonly number[] }>;

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}

function rateOf(results: readonly Measured[]): number {
  return median(results.map(({ signalsPerSecond }) => signalsPerSecond));
}

function quantileOf(results: readonly Measured[], quantile: "p50" | "p99"): number {
  return quantiles(results.flatMap(({ times }) => times))[quantile];
}

function printBreakdown(name: string, before: Readings, after: Readings, signals: number): void {
  const { steps, processor } = breakdown(before, after, signals);
  console.log(`\nwhere the time went: ${name}, ${signals} signals`);
  console.table(steps);
  console.table(processor);
}
