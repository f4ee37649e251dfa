import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { decodePosition, topicDefinitions, type TrainResult } from "@projectionist/contracts";
import { startKafka, startRedis, type Kafka, type Redis } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { openJobs, type Jobs } from "@projectionist/jobs";
import { publish } from "@projectionist/service-kit";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Models } from "../models/models.ts";
import { openModels } from "../models/open.ts";
import { until } from "../projector/testing/until.ts";
import { randomPartition, seeded } from "../projector/testing/random-log.ts";
import { startRecommenderProcess, type RecommenderProcess } from "../testing/recommender-process.ts";
import { recountedLines, reflected, storedLines } from "./testing/counted-lines.ts";
import { crowd } from "./testing/crowd.ts";

const PATIENCE_MS = 180_000;
const WAIT = { timeout: 60_000, interval: 100 };
const VIEWERS = 60;
const KEEPS = "keeps the statistics that models are trained from";

describeWithEngines("recommenders that share Kafka, Redis and a folder of models", () => {
  const folder = mkdtempSync(join(tmpdir(), "trained-"));
  let kafka: Kafka;
  let redis: Redis;
  let log: EventLog;
  let jobs: Jobs;
  let models: Models;
  const running = new Set<RecommenderProcess>();

  beforeAll(async () => {
    [kafka, redis] = await Promise.all([startKafka(), startRedis()]);
    log = await openEventLog(kafka.url);
    await log.createTopics(topicDefinitions);
    jobs = await openJobs(new URL("/2", redis.url).href);
    models = await openModels(`folder:${folder}`);
    await publish(log, [...crowd("crowd", VIEWERS), ...randomSignals(1)]);
    await Promise.all([start(), start()]);
  });
  afterAll(async () => {
    await Promise.all([...running].map((one) => one.stop("SIGKILL")));
    await jobs?.close();
    await log?.close();
    await Promise.all([kafka?.remove(), redis?.remove()]);
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(): Promise<RecommenderProcess> {
    const one = await startRecommenderProcess({
      LOG_URL: kafka.url,
      SIGNAL_STATE_URL: redis.url,
      JOBS_URL: new URL("/2", redis.url).href,
      MODELS_URL: `folder:${folder}`,
      JWKS_URL: "http://127.0.0.1:9/none",
    });
    running.add(one);
    return one;
  }

  function randomSignals(seed: number) {
    return randomPartition(seeded(seed), seed, 150).map(({ event }) => event);
  }

  /** Those that keep the statistics. */
  async function owners(): Promise<RecommenderProcess[]> {
    const all = [...running];
    const leads = await Promise.all(all.map((one) => one.metric("recommender_statistics_owner")));
    return all.filter((_, place) => leads[place] === 1);
  }

  async function theOwner(): Promise<RecommenderProcess> {
    await expect.poll(async () => (await owners()).length, WAIT).toBe(1);
    return (await owners())[0]!;
  }

  async function train(data: Readonly<{ onlyWhenDue?: boolean; promote?: boolean }> = {}): Promise<TrainResult> {
    const id = await jobs.enqueue("train", data, { attempts: 1 });
    await expect.poll(async () => (await jobs.get(id))?.finishedAt, WAIT).not.toBeNull();
    const { state, error, result } = (await jobs.get(id))!;
    expect({ state, error }).toEqual({ state: "completed", error: null });
    return result as TrainResult;
  }

  const checkpoint = () => reflected(log, models, () => train({ onlyWhenDue: true }));

  async function allServe(version: string | null): Promise<void> {
    await until(`all serve ${version}`, async () => {
      const label = `version="${version}"`;
      const served = await Promise.all([...running].map((one) => one.metric("recommender_model_served", label)));
      return served.every((value) => value === 1);
    });
  }

  it(
    "one of them counts, exactly; all load what any of them has trained",
    async () => {
      await theOwner();
      expect(await storedLines(models, await checkpoint())).toEqual(await recountedLines(log));
      const first = await train({ promote: true });
      expect(first).toMatchObject({ promoted: true, replaces: null });
      await allServe(first.version);
      const second = await train({ promote: true });
      expect(second.replaces).toBe(first.version);
      await allServe(second.version);
    },
    PATIENCE_MS,
  );

  it(
    "when it is killed another goes on from its checkpoint, and counts nothing twice",
    async () => {
      const killed = await theOwner();
      const { position } = await checkpoint();
      await publish(log, [...crowd("counted by both", 20), ...randomSignals(2)]);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await killed.stop("SIGKILL");
      running.delete(killed);
      await publish(log, randomSignals(3));
      const next = await theOwner();
      const offsets = decodePosition(position)!.offsets;
      const from = (await log.ends("activity.signals")).map((_, partition) => (offsets.get(partition) ?? -1) + 1);
      expect(next.logged(KEEPS).at(-1)!["from"]).toEqual(from);
      expect(await storedLines(models, await checkpoint())).toEqual(await recountedLines(log));
      const { version } = await train({ promote: true });
      await start();
      await allServe(version);
    },
    PATIENCE_MS,
  );

  it(
    "a viewer who is erased leaves the statistics, and by itself a model is trained without",
    async () => {
      const former = await models.list("models");
      const before = await storedLines(models, await checkpoint());
      expect(before.some((line) => line.startsWith("crowd-0: "))).toBe(true);
      await publish(log, [{ type: "ViewerErased", eventId: "gone", userId: "crowd-0", occurredAt: 1_760_000_000_000 }]);
      let trained: TrainResult | undefined;
      await until("by itself it trains", async () => {
        trained = await train({ onlyWhenDue: true });
        return trained.outcome === "trained";
      });
      const after = await storedLines(models, await checkpoint());
      expect(after).toEqual(await recountedLines(log));
      expect(after.some((line) => line.startsWith("crowd-0: "))).toBe(false);
      expect(former.length).toBeGreaterThan(1);
      expect((await models.list("models")).map(({ version }) => version)).toEqual([trained!.version]);
      await allServe(trained!.version);
      expect((await train({ onlyWhenDue: true })).outcome).toBe("not due");
    },
    PATIENCE_MS,
  );
});
