import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TrainResult } from "@projectionist/contracts";
import { openJobs, type Jobs } from "@projectionist/jobs";
import {
  createLifecycle,
  createLogger,
  createMetrics,
  publish,
  type Lifecycle,
  type Metrics,
} from "@projectionist/service-kit";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { linesSection } from "../models/artefact.ts";
import { openModels } from "../models/open.ts";
import { publishModel } from "../models/publish-model.ts";
import type { Models } from "../models/models.ts";
import { until } from "../projector/testing/until.ts";
import { startLiveProjection, type LiveProjection } from "../rebuild/testing/live-projection.ts";
import { startTraining } from "./start-training.ts";
import { crowd, CROWD_FILMS } from "./testing/crowd.ts";
import { trainWhenGrown } from "./train-job.ts";

const WAIT = { timeout: 30_000, interval: 20 };
const logger = createLogger({ service: "test", level: "silent" });
const FILMS = CROWD_FILMS;
const VIEWERS = 60;

let folder: string;
let live: LiveProjection;
let jobs: Jobs;
let lifecycle: Lifecycle;
let models: Models;
let metrics: Metrics;
let current: Awaited<ReturnType<typeof startTraining>>["current"];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "training-"));
  live = await startLiveProjection();
  models = await openModels(`folder:${folder}`);
  jobs = await openJobs("memory:");
  lifecycle = createLifecycle(logger);
});
afterEach(async () => {
  await jobs.close();
  await lifecycle.stop();
  await live.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const { log, state, epoch, serving } = live;
  const place = { modelsUrl: `folder:${folder}`, everyHours: 24 };
  const shared = { log, state, epoch, keyspace: () => serving.current(), jobs, lifecycle, now: Date.now };
  metrics = createMetrics("test");
  ({ current } = await startTraining({ ...shared, ...place, logger, metrics }));
}

async function run(data: object = {}) {
  const id = await jobs.enqueue("train", { ...data }, { attempts: 1 });
  await expect.poll(async () => (await jobs.get(id))?.finishedAt, WAIT).not.toBeNull();
  const { state, error, result } = (await jobs.get(id))!;
  return { state, error, result: result as TrainResult };
}

/** Trains by hand once all signals are counted. */
async function train(signals: number, data: object = {}): Promise<TrainResult> {
  await until("all signals are counted", async () => {
    const [checkpoint] = await models.list("checkpoints");
    if (checkpoint?.metrics["signals"] === signals) return true;
    await run({ onlyWhenDue: true });
    return false;
  });
  const { state, error, result } = await run(data);
  expect({ state, error }).toEqual({ state: "completed", error: null });
  return result;
}

test("trains from what is counted, judges the model by what it has not seen, and lets it serve", async () => {
  await publish(live.log, crowd("first", VIEWERS));
  await start();
  const result = await train((VIEWERS * FILMS) / 2);
  expect(result).toMatchObject({
    outcome: "trained",
    promoted: true,
    replaces: null,
    films: FILMS,
    viewers: VIEWERS,
    heldOut: VIEWERS,
    inUse: null,
  });
  expect(result.figures["long-horizon"]!["ndcg@10"]).toBeGreaterThan(0.9);
  await until("it serves", () => current.current()?.version === result.version);
  const { heads, items, numberOf } = current.current()!;
  expect([...heads.keys()]).toEqual(["long-horizon", "next-item"]);
  const scores = new Float32Array(FILMS);
  heads.get("long-horizon")!.score([numberOf.get("film-0")!], scores);
  const best = items[scores.indexOf(Math.max(...scores))]!;
  expect(["film-2", "film-4", "film-6", "film-8", "film-10"]).toContain(best);
}, 60_000);

test("by itself it trains only where enough is new", async () => {
  await publish(live.log, crowd("first", VIEWERS));
  await start();
  const few = (VIEWERS * FILMS) / 2;
  await train(few);
  expect((await run({ onlyWhenDue: true })).result).toMatchObject({
    outcome: "not due",
    why: `${few} signals count, fewer than 1000`,
  });
}, 60_000);

test("a model that is worse on the same signals is kept and not promoted, unless that is asked for", async () => {
  await publish(live.log, crowd("first", VIEWERS));
  await start();
  const first = await train((VIEWERS * FILMS) / 2);
  const { artefact } = await models.read("models", first.version!);
  // One that claims to be better than any can be.
  const figures = { "long-horizon": { "ndcg@10": 2 } };
  const claiming = { ...artefact, version: `${first.version}-claims`, metrics: { ...artefact.metrics, figures } };
  const stored = await models.write("models", claiming);
  await publishModel(live.log, stored, { replaces: first.version, now: Date.now() });
  await until("it serves", () => current.current()?.version === stored.version);

  const worse = (await run()).result;
  expect(worse).toMatchObject({ promoted: false, why: expect.stringContaining("2.0000 of the model in use") });
  expect((await models.list("models")).map(({ version }) => version)).toContain(worse.version);
  expect(current.published()?.version).toBe(stored.version);
  const asked = (await run({ promote: true })).result;
  expect(asked).toMatchObject({ promoted: true, replaces: stored.version });
  await until("it serves", () => current.current()?.version === asked.version);
}, 60_000);

test("is compared with the one in use by signals that neither has seen", async () => {
  await publish(live.log, crowd("first", VIEWERS));
  await start();
  const first = await train((VIEWERS * FILMS) / 2);
  const { artefact } = await models.read("models", first.version!);
  const turned = (artefact.sections["dlae/0"] as Float32Array<ArrayBuffer>).map((weight) => -weight);
  const stored = await models.write("models", {
    ...artefact,
    version: `${first.version}-turned`,
    sections: { ...artefact.sections, items: linesSection(current.current()!.items), "dlae/0": turned },
  });
  await publishModel(live.log, stored, { replaces: first.version, now: Date.now() });
  await until("it is known", () => current.published()?.version === stored.version);
  await publish(live.log, crowd("second", VIEWERS));
  const next = await train(VIEWERS * FILMS);
  expect(next.promoted).toBe(true);
  expect(next.inUse!["long-horizon"]!["ndcg@10"]).toBeLessThan(next.figures["long-horizon"]!["ndcg@10"]! / 2);
}, 60_000);

test("what was trained from a viewer who is erased goes, whatever the new one is worth", async () => {
  await publish(live.log, crowd("first", VIEWERS));
  await start();
  const first = await train((VIEWERS * FILMS) / 2);
  await publish(live.log, [
    { type: "ViewerErased", eventId: "gone", userId: "first-0", occurredAt: 1_760_000_000_000 },
  ]);
  await until("the erasure is counted, and by itself it trains", async () => {
    const { result } = await run({ onlyWhenDue: true });
    return result.outcome === "trained" && result.viewers === VIEWERS - 1;
  });
  const [left, ...others] = await models.list("models");
  expect(others).toEqual([]);
  expect(left!.version).not.toBe(first.version);
  await until("it serves", () => current.current()?.version === left!.version);
  expect((await run({ onlyWhenDue: true })).result).toMatchObject({ outcome: "not due" });
}, 60_000);

describe("when everybody is erased", () => {
  const erased = (viewers: number) =>
    Array.from({ length: viewers }, (_, viewer) => ({
      type: "ViewerErased" as const,
      eventId: `gone-${viewer}`,
      userId: `first-${viewer}`,
      occurredAt: 1_760_000_000_000,
    }));

  async function withdrawn(data: object): Promise<TrainResult> {
    let result: TrainResult | undefined;
    await until("the erasures are counted, and the model is withdrawn", async () => {
      ({ result } = await run(data));
      return result?.outcome === "withdrawn";
    });
    return result!;
  }

  test.each([{ onlyWhenDue: true }, {}])(
    "nothing of them serves or stays (%j)",
    async (data) => {
      await publish(live.log, crowd("first", VIEWERS));
      await start();
      const { artefact } = await models.read("models", (await train((VIEWERS * FILMS) / 2)).version!);
      // One that was kept and never served.
      await models.write("models", { ...artefact, version: "0-kept" });
      const checkpoints = await models.list("checkpoints");
      await publish(live.log, erased(VIEWERS));
      expect(await withdrawn(data)).toMatchObject({ promoted: false, replaces: artefact.version, viewers: 0 });

      await until("none serves", () => current.current() === undefined);
      expect([current.published(), current.withdrawn()?.version]).toEqual([undefined, artefact.version]);
      expect(await models.list("models")).toEqual([]);
      const left = (await models.list("checkpoints")).map(({ version }) => version);
      expect(left).toHaveLength(1);
      for (const { version } of checkpoints) expect(left).not.toContain(version);
      expect((await run({ onlyWhenDue: true })).result).toMatchObject({ outcome: "not due" });

      await publish(live.log, crowd("second", VIEWERS));
      const next = await train((VIEWERS * FILMS) / 2);
      expect(next).toMatchObject({ promoted: true, replaces: null });
      await until("it serves", () => current.current()?.version === next.version);
    },
    60_000,
  );

  test("what the attempt before has left is deleted by the next one", async () => {
    await publish(live.log, crowd("first", VIEWERS));
    await start();
    const { artefact } = await models.read("models", (await train((VIEWERS * FILMS) / 2)).version!);
    await publish(live.log, erased(VIEWERS));
    await withdrawn({});
    await models.write("models", artefact);
    expect((await run({ onlyWhenDue: true })).result).toMatchObject({ outcome: "not due" });
    expect(await models.list("models")).toEqual([]);
  }, 60_000);

  test("a model of which nobody was erased stays, though everything was taken back", async () => {
    const signals = crowd("first", VIEWERS);
    await publish(live.log, signals);
    await start();
    const first = await train((VIEWERS * FILMS) / 2);
    await publish(
      live.log,
      signals.map(({ eventId, userId }) => ({
        type: "SignalRetracted" as const,
        eventId: `not-${eventId}`,
        userId,
        occurredAt: 1_760_000_000_000,
        retractedEventId: eventId,
      })),
    );
    await until("nothing is left", async () => {
      await run({ onlyWhenDue: true });
      return (await models.list("checkpoints"))[0]?.metrics["signals"] === 0;
    });
    expect((await run({ onlyWhenDue: true })).result).toMatchObject({ outcome: "not due" });
    expect(current.current()?.version).toBe(first.version);
    expect((await models.list("models")).map(({ version }) => version)).toEqual([first.version]);
  }, 60_000);
});

test("says so when there is nothing to train from", async () => {
  await start();
  expect(await run()).toMatchObject({ state: "failed", error: expect.stringContaining("no signals are counted yet") });
  expect(await run({ onlyWhenDue: true })).toMatchObject({ state: "completed", result: { outcome: "not due" } });
  const { values } = await metrics.registry.getSingleMetric("recommender_trainings_total")!.get();
  const outcomes = values.map(({ labels }) => labels["outcome"]);
  expect(new Set(outcomes)).toEqual(new Set(["failed", "not due"]));
}, 60_000);

test("is asked for when there are enough signals, and when they have doubled, once for what comes in one go", async () => {
  const asked: number[] = [];
  let known: number | undefined;
  let signals = 0;
  const enqueue = async () => (asked.push(signals), "train.1");
  const published = () =>
    known === undefined
      ? undefined
      : { version: "v", sha256: "", replaces: null, publishedAt: 0, metrics: { signals: known } };
  const grown = trainWhenGrown({ enqueue }, { published }, 5);
  const count = async (...counts: number[]) => {
    for (signals of counts) grown(signals);
    await new Promise((resolve) => setTimeout(resolve, 30));
  };
  await count(1, 999);
  expect(asked).toEqual([]);
  await count(1_000, 1_200, 1_500);
  expect(asked).toEqual([1_500]);
  await count(2_000, 2_999);
  expect(asked).toEqual([1_500]);
  known = 1_400;
  await count(3_000);
  expect(asked).toEqual([1_500, 3_000]);
  known = undefined;
  await count(0, 1_000);
  expect(asked).toEqual([1_500, 3_000, 1_000]);
});
