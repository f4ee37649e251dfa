import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { topicDefinitions, type UserErased, type UserRegistered } from "@projectionist/contracts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLogger } from "../logger.ts";
import { createMetrics, type Metrics } from "../metrics.ts";
import { consumeEvents } from "./consume-events.ts";
import { publish } from "./publish.ts";

const logger = createLogger({ service: "test", level: "silent" });
const topic = "auth.users";
const registered = (eventId: string): UserRegistered => ({
  type: "UserRegistered",
  eventId,
  userId: "alice",
  occurredAt: 1,
});

let log: EventLog;
let metrics: Metrics;
beforeEach(async () => {
  log = await openEventLog(`sqlite:${join(mkdtempSync(join(tmpdir(), "progress-")), "log.db")}`);
  await log.createTopics(topicDefinitions);
  metrics = createMetrics("test");
});
afterEach(() => log.close());

type Readable = Readonly<{
  get(): Promise<Readonly<{ values: readonly Readonly<{ labels: object; value: number }>[] }>>;
}>;

/** What a metric says: its labels and value, zeros left out. */
async function said(metric: Readable): Promise<object[]> {
  const { values } = await metric.get();
  return values.filter(({ value }) => value > 0).map(({ labels, value }) => ({ ...labels, value }));
}

test("what a group handles, repeats and puts aside is counted, and how far it is behind", async () => {
  const [first] = await publish(log, [registered("e-1")]);
  await log.append([{ topic, key: "alice", value: Buffer.from("{}") }]);
  await publish(log, [registered("e-2")]);
  const steps = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  const [asked, fail, done] = steps;
  let calls = 0;
  const consumer = await consumeEvents<UserRegistered | UserErased>({
    log,
    group: "g",
    topic,
    logger,
    metrics,
    onEvents: async (batch) => {
      calls += 1;
      if (calls === 1) {
        asked.resolve();
        await fail.promise;
      }
      await batch.commit();
      done.resolve();
    },
  });
  await asked.promise;
  const group = { topic, consumergroup: "g" };
  const partition = String(first?.partition);
  expect(await said(metrics.consumerLag)).toEqual([{ ...group, partition, value: 3 }]);
  fail.reject(new Error("not yet"));
  await done.promise;
  await consumer.stop();
  expect(await said(metrics.messagesConsumed)).toEqual([
    { ...group, outcome: "dead-lettered", value: 1 },
    { ...group, outcome: "failed", value: 2 },
    { ...group, outcome: "handled", value: 2 },
  ]);
  expect(await said(metrics.deadLetters)).toEqual([{ topic, value: 1 }]);
  expect(await said(metrics.batchProcessing)).toContainEqual({ ...group, value: 2 });
  expect(await said(metrics.consumerLag)).toEqual([]);
});

test("a group that begins elsewhere is behind from there", async () => {
  await publish(log, ["a", "b", "c", "d"].map(registered));
  const held = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  const consumer = await consumeEvents<UserRegistered | UserErased>({
    log,
    group: "g",
    topic,
    logger,
    metrics,
    startFrom: async () => 3,
    onEvents: async () => {
      reached.resolve();
      await held.promise;
    },
  });
  await reached.promise;
  expect(await said(metrics.consumerLag)).toMatchObject([{ consumergroup: "g", value: 1 }]);
  held.resolve();
  await consumer.stop();
});
