import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { topicDefinitions } from "@projectionist/contracts";
import { createLogger, createMetrics, type Metrics } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "../projector/testing/until.ts";
import { linesSection, type StoredArtefact } from "./artefact.ts";
import { followModels, followTrainedModels, type CurrentModel } from "./current-model.ts";
import type { Models } from "./models.ts";
import { openModels } from "./open.ts";
import { publishModel, withdrawModel } from "./publish-model.ts";

const logger = createLogger({ service: "test", level: "silent" });

let folder: string;
let log: EventLog;
let models: Models;
let metrics: Metrics;
const following: Pick<CurrentModel, "stop">[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "current-model-"));
  log = await openEventLog(`sqlite:${join(folder, "log.sqlite")}`);
  await log.createTopics(topicDefinitions);
  models = await openModels(`folder:${folder}`);
});
afterEach(async () => {
  await Promise.all(following.splice(0).map((one) => one.stop()));
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

async function follow(): Promise<CurrentModel> {
  metrics = createMetrics("test");
  const one = await followTrainedModels({ log, models, logger, metrics, retryMs: 10 });
  following.push(one);
  return one;
}

const write = (version: string) =>
  models.write("models", {
    version,
    createdAt: 1_000,
    position: "1.e",
    config: {
      models: { dlae: { kind: "rows", layers: [{ section: "weights", decay: 1 }] } },
      heads: { "long-horizon": [{ model: "dlae", weight: 1 }] },
    },
    metrics: { figures: { "long-horizon": { "ndcg@10": 0.5 } } },
    sections: { items: linesSection(["alien", "ran"]), weights: Float32Array.of(1, 2, 3, 4) },
  });

const published = (stored: StoredArtefact, replaces: string | null = null) =>
  publishModel(log, stored, { replaces, now: 7 });

const serves = (current: CurrentModel, version: string) =>
  until(`${version} serves`, () => current.current()?.version === version);

async function metric(name: string): Promise<number[]> {
  return (await metrics.registry.getSingleMetric(name)!.get()).values.map(({ value }) => value);
}

test("nothing serves until something is published; then that, with its films by number", async () => {
  const current = await follow();
  await current.caughtUp();
  expect([current.current(), current.published()]).toEqual([undefined, undefined]);
  await published(await write("v1"));
  await serves(current, "v1");
  const model = current.current()!;
  expect(model.items).toEqual(["alien", "ran"]);
  expect(model.numberOf.get("ran")).toBe(1);
  const scores = new Float32Array(2);
  model.heads.get("long-horizon")!.score([1], scores);
  expect(scores).toEqual(Float32Array.of(3, 4));
  expect(await metric("recommender_model_held_out_ndcg")).toEqual([0.5]);
  expect(await metric("recommender_model_created_timestamp_seconds")).toEqual([1]);
  expect(current.published()).toEqual({
    version: "v1",
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    metrics: { figures: { "long-horizon": { "ndcg@10": 0.5 } } },
    replaces: null,
    publishedAt: 7,
  });
});

test("a new version takes the old one's place, an older one that is published again too", async () => {
  const first = await write("v1");
  await published(first);
  const current = await follow();
  await serves(current, "v1");
  await published(await write("v2"), "v1");
  await serves(current, "v2");
  expect(current.published()?.replaces).toBe("v1");
  await published(first, "v2");
  await serves(current, "v1");
});

test("who starts later serves the last one, and every instance serves the same", async () => {
  for (const version of ["v1", "v2", "v3"]) await published(await write(version));
  for (const current of [await follow(), await follow()]) await serves(current, "v3");
});

test("a damaged artefact leaves the former in place, with an alarm, and is tried again", async () => {
  const current = await follow();
  await published(await write("v1"));
  await serves(current, "v1");
  const stored = await write("v2");
  const file = join(folder, "models/v2.artefact");
  const whole = readFileSync(file);
  writeFileSync(
    file,
    whole.map((byte, place) => (place === whole.length - 1 ? byte ^ 1 : byte)),
  );
  await published(stored);
  await until("it was tried", async () => (await metric("recommender_model_stale"))[0] === 1);
  await until("it was tried again", async () => (await metric("recommender_model_loads_total")).some((n) => n > 1));
  expect(current.current()?.version).toBe("v1");
  expect(current.published()?.version).toBe("v2");
  writeFileSync(file, whole);
  await serves(current, "v2");
  expect(await metric("recommender_model_stale")).toEqual([0]);
});

test("an artefact that is not there, or is another than was published, does not serve, and what comes next does", async () => {
  const current = await follow();
  await published(await write("v1"));
  await serves(current, "v1");
  await published({ ...(await write("v2")), sha256: "0".repeat(64) });
  await published({ ...(await write("gone")), version: "never-stored" });
  await until("both are known", () => current.published()?.version === "never-stored");
  expect(current.current()?.version).toBe("v1");
  await published(await write("v3"));
  await serves(current, "v3");
});

test("what is withdrawn serves no more, nor after a restart, until another one is published", async () => {
  const current = await follow();
  await published(await write("v1"));
  await serves(current, "v1");
  await withdrawModel(log, "v1", 8);
  await until("none serves", () => current.current() === undefined);
  expect([current.published(), current.withdrawn()]).toEqual([undefined, { version: "v1", withdrawnAt: 8 }]);
  expect(await metric("recommender_model_served")).toEqual([]);
  expect(await metric("recommender_model_held_out_ndcg")).toEqual([]);
  expect(await metric("recommender_model_stale")).toEqual([0]);

  const later = await follow();
  await later.caughtUp();
  expect([later.current(), later.withdrawn()?.version]).toEqual([undefined, "v1"]);
  await published(await write("v2"));
  await Promise.all([serves(current, "v2"), serves(later, "v2")]);
  expect([current.withdrawn(), later.withdrawn()]).toEqual([undefined, undefined]);
});

test("what is withdrawn while it is loaded never serves", async () => {
  const read = Promise.withResolvers<void>();
  const isRead = Promise.withResolvers<void>();
  const reading: Models = {
    ...models,
    async read(kind, version) {
      const found = await models.read(kind, version);
      read.resolve();
      await isRead.promise;
      return found;
    },
  };
  const served: (string | undefined)[] = [];
  metrics = createMetrics("test");
  const current = await followModels({
    log,
    models: reading,
    logger,
    metrics,
    restore: ({ version }) => served.push(version),
  });
  following.push(current);
  await published(await write("v1"));
  await read.promise;
  await withdrawModel(log, "v1", 8);
  await current.caughtUp();
  isRead.resolve();
  await until("it was restored", () => served.length > 0);
  expect(current.current()).toBeUndefined();
  expect(await metric("recommender_model_stale")).toEqual([0]);
});
