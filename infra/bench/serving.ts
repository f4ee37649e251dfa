/**
 * What a recommendation costs, over HTTP on the embedded engines, and how soon after its append a like shows.
 * `node infra/bench/serving.ts` for the bundled catalog with simulated viewers,
 * `node infra/bench/serving.ts <zip or folder>` for a MovieLens data set; with `--train` a model is trained first and serves.
 */
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { runInWorker } from "@projectionist/compute";
import type { DomainEvent } from "@projectionist/contracts";
import { openDataSet } from "@projectionist/import";
import { openJobs } from "@projectionist/jobs";
import { simulateHistory } from "@projectionist/simulation";
import {
  readFilms,
  signal,
  startTestRecommender,
  type RunningRecommender,
} from "../../services/recommender/src/testing/running-recommender.ts";
import { printHeader } from "./header.ts";
import type { TimedCall, timeCalls } from "./serving-calls.ts";

type Films = ReturnType<typeof readFilms>;
type Film = Films[number];
type Workload = Readonly<{ name: string; films: Films; viewers: readonly string[]; events: readonly DomainEvent[] }>;

const unknown = {
  originalTitle: null,
  runtime: null,
  language: null,
  description: null,
  countries: [],
  directors: [],
  cast: [],
  keywords: [],
};

const CALLS = 1_000;
/** Calls before those that are timed: after them the compiler has done its work. */
const WARM_UP = 2_000;
const BATCH = 1_000;

function simulated(): Workload {
  const films = readFilms();
  const signals = simulateHistory({ films, until: Date.now() });
  const events = signals.flatMap(({ eventId, userId, movieId, type, value = 1, occurredAt }): DomainEvent[] => {
    const own = { eventId, occurredAt: Date.parse(occurredAt) };
    if (type === "viewed") return [{ ...signal.viewed(userId, movieId, value), ...own }];
    if (type === "rated") return [{ ...signal.rated(userId, movieId, value), ...own }];
    if (type === "watchlisted") return [{ ...signal.watchlisted(userId, movieId), ...own }];
    return type === "clicked" ? [] : [{ ...signal.feedback(userId, movieId, type), ...own }];
  });
  const viewers = [...new Set(signals.map(({ userId }) => userId))];
  return { name: `${films.length} films, ${viewers.length} simulated viewers`, films, viewers, events };
}

async function movieLens(path: string): Promise<Workload> {
  const dataSet = await openDataSet(path);
  const ignore = () => {};
  const films: Film[] = [];
  for await (const { film } of dataSet.films(ignore)) {
    const { sourceId, title, year = null, genres = [] } = film;
    films.push({ ...unknown, id: `${dataSet.name}-${sourceId}`, title, year, genres });
  }
  const ratings = [];
  for await (const group of dataSet.ratings?.read(ignore) ?? []) ratings.push(...group);
  await dataSet.close();
  const events = ratings
    .sort((a, b) => a.time - b.time || a.line - b.line)
    .map(({ viewer, film, stars, time }) => ({
      ...signal.rated(`${dataSet.name}-u${viewer}`, `${dataSet.name}-${film}`, stars),
      occurredAt: time * 1000,
    }));
  const viewers = [...new Set(ratings.map(({ viewer }) => `${dataSet.name}-u${viewer}`))];
  return { name: `${dataSet.layout}: ${films.length} films, ${viewers.length} viewers`, films, viewers, events };
}

type Reply = Readonly<{ fresh: boolean; model: string | null }>;

async function call(running: RunningRecommender, path: string, viewer: string): Promise<Reply> {
  const reply = await fetch(`${running.url}/internal${path}`, {
    headers: { authorization: `Bearer viewer:${viewer}` },
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as Reply;
}

/** Resolves once a model that was trained on all signals serves. */
async function trained(viewer: string): Promise<void> {
  const began = performance.now();
  const id = await jobs.enqueue("train", { promote: true });
  for (let state = ""; state !== "completed"; await setTimeout(200)) {
    const job = await jobs.get(id);
    state = job?.state ?? "gone";
    if (["failed", "cancelled", "gone"].includes(state)) throw new Error(`training ${state}: ${job?.error ?? ""}`);
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  while ((await call(running, "/me/recommendations", viewer)).model === null) await setTimeout(50);
  console.log(`trained in ${seconds} s`);
}

function print(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  console.log(`  ${name.padEnd(34)} p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)} ms`);
}

/** Asked from a thread of its own: the caller's work is no part of the recommender's. */
async function timed(running: RunningRecommender, calls: readonly TimedCall[]): Promise<number[]> {
  const module = new URL("./serving-calls.ts", import.meta.url);
  return runInWorker<typeof timeCalls>(module, "timeCalls", { url: `${running.url}/internal`, calls });
}

const callsOf = (count: number, call: (n: number) => TimedCall) => Array.from({ length: count }, (_, n) => call(n));

const { values, positionals } = parseArgs({ options: { train: { type: "boolean" } }, allowPositionals: true });
const train = values.train === true;
const [path] = positionals;
const { name, films, viewers, events } = path === undefined ? simulated() : await movieLens(path);
printHeader("recommendations over HTTP, embedded engines", { films: films.length, viewers: viewers.length });

const jobs = await openJobs("memory:");
const running = await startTestRecommender(films, train ? { jobs } : {});
try {
  const viewerOf = (n: number) => viewers[(n * 7) % viewers.length] ?? "";
  const filmOf = (n: number) => films[(n * 13) % films.length]?.id ?? "";
  const began = performance.now();
  let after = "";
  for (let at = 0; at < events.length; at += BATCH) after = await running.tell(...events.slice(at, at + BATCH));
  while (!(await call(running, `/me/recommendations?after=${after}`, viewerOf(0))).fresh);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${name}; ${events.length} signals appended and projected in ${seconds} s`);

  if (train) await trained(viewerOf(0));

  const home = (n: number) => ({ path: "/me/recommendations", viewer: viewerOf(n) });
  await timed(running, callsOf(WARM_UP, home));
  print("GET me/recommendations", await timed(running, callsOf(CALLS, home)));
  const first = await timed(
    running,
    callsOf(CALLS, (n) => home(WARM_UP + n)),
  );
  print("the same, viewers not asked before", first);
  const similar = (n: number) => ({ path: `/movies/${filmOf(n)}/similar`, viewer: "" });
  print("GET similar", await timed(running, callsOf(CALLS, similar)));
  print(
    "GET trending",
    await timed(
      running,
      callsOf(CALLS, () => ({ path: "/trending", viewer: "" })),
    ),
  );
  const stories: number[] = [];
  const again: number[] = [];
  for (let n = 0; n < CALLS / 10; n++) {
    const began = performance.now();
    const position = await running.tell(signal.feedback(viewerOf(n), filmOf(n)));
    const { fresh } = await call(running, `/me/recommendations?after=${position}`, viewerOf(n));
    if (!fresh) throw new Error("a like did not show within a second");
    const changed = performance.now();
    stories.push(changed - began);
    await call(running, "/me/recommendations", viewerOf(n));
    again.push(performance.now() - changed);
  }
  print("append of a like to changed rows", stories);
  print("the same rows again", again);
} finally {
  await running.stop();
}
