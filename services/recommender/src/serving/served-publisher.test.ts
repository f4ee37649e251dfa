import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { createFaultyEventLog } from "@projectionist/bus/faulty";
import { decodeEvent, topicDefinitions, type RecommendationsServed } from "@projectionist/contracts";
import { createLogger, createMetrics } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createServedPublisher } from "./served-publisher.ts";

const logger = createLogger({ service: "test", level: "silent" });
const origin = {
  requestId: "r-1",
  trace: { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", spanId: "00f067aa0ba902b7", flags: "01" },
};
let folder: string;
let log: EventLog;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "served-"));
  log = await openEventLog(`sqlite:${join(folder, "log.db")}`);
  await log.createTopics(topicDefinitions);
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

const event = (eventId: string): RecommendationsServed => ({
  type: "RecommendationsServed",
  eventId,
  userId: "viewer",
  occurredAt: 1,
  recommendationId: eventId,
  surface: "home",
  strategy: "cf",
  model: null,
  experimentArm: null,
  position: "1.epoch",
  items: [{ movieId: "alien-1979", row: "for-you", score: 0.5, reasons: ["trending"] }],
});

async function published(): Promise<string[]> {
  const ids: string[] = [];
  const tail = await log.tail({
    topic: "recommender.served",
    from: [],
    onRecords: async (records) => void ids.push(...records.map(({ value }) => decodeEvent(value).eventId)),
  });
  await tail.caughtUp();
  await tail.stop();
  return ids;
}

test("what was shown is in the log once the publisher has stopped, in order", async () => {
  const publisher = createServedPublisher({ log, logger, metrics: createMetrics("test") });
  for (const id of ["a", "b", "c"]) publisher.publish(event(id), origin);
  await publisher.stop();
  expect(await published()).toEqual(["a", "b", "c"]);
});

test("a log that fails costs the events that were to be written then, and is counted", async () => {
  const faulty = createFaultyEventLog(log);
  const metrics = createMetrics("test");
  const publisher = createServedPublisher({ log: faulty, logger, metrics });
  faulty.failNext("append");
  publisher.publish(event("lost"), origin);
  await expect.poll(() => metrics.registry.metrics()).toMatch(/outcome="failed"/);
  publisher.publish(event("kept"), origin);
  await publisher.stop();
  expect(await published()).toEqual(["kept"]);
  expect(await metrics.registry.metrics()).toMatch(/recommendations_served_total\{outcome="failed",service="test"\} 1/);
});

test("when too many wait, or it has stopped, events are dropped and counted instead of piling up", async () => {
  const metrics = createMetrics("test");
  const publisher = createServedPublisher({ log, logger, metrics, capacity: 2 });
  for (const id of ["a", "b", "dropped"]) publisher.publish(event(id), origin);
  await publisher.stop();
  publisher.publish(event("late"), origin);
  expect(await published()).toEqual(["a", "b"]);
  expect(await metrics.registry.metrics()).toMatch(/outcome="dropped",service="test"\} 2/);
});
