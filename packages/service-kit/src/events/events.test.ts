import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, type EventLog, type LogRecord } from "@projectionist/bus";
import { encodeEvent, topicDefinitions, type SignalEvent } from "@projectionist/contracts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLogger } from "../logger.ts";
import { consumeEvents, type EventBatch } from "./consume-events.ts";
import { publish } from "./publish.ts";
import { tailEvents } from "./tail-events.ts";

const logger = createLogger({ service: "test", level: "silent" });
const topic = "activity.signals";

const clicked = (eventId: string): SignalEvent => ({
  type: "MovieClicked",
  eventId,
  userId: "alice",
  movieId: "alien-1979",
  recommendationId: null,
  occurredAt: 1_700_000_000_000,
});

let log: EventLog;
beforeEach(async () => {
  log = await openEventLog(`sqlite:${join(mkdtempSync(join(tmpdir(), "events-")), "log.db")}`);
  await log.createTopics(topicDefinitions);
});
afterEach(() => log.close());

/** Two events with what is none before, between and behind them; all in one partition. */
async function appendWithPoison(): Promise<void> {
  const unknownSchema = Buffer.from([0, 0, 0, 0x27, 0x0f, 1]);
  const truncated = encodeEvent(clicked("cut")).subarray(0, 9);
  const values = [Buffer.alloc(0), encodeEvent(clicked("one")), unknownSchema, encodeEvent(clicked("two")), truncated];
  await log.append(values.map((value, index) => ({ topic, key: "alice", value, headers: { index: String(index) } })));
}

async function deadLetters(): Promise<LogRecord[]> {
  const found: LogRecord[] = [];
  const tail = await log.tail({
    topic: `${topic}.dlq`,
    from: [],
    onRecords: async (records) => void found.push(...records),
  });
  await tail.caughtUp();
  await tail.stop();
  return found;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("it did not come true within 10 s");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test("published events come to a group in order, with their headers, and are committed", async () => {
  const positions = await publish(log, [clicked("one"), clicked("two")], { traceparent: "00-a-b-01" });
  const batches: EventBatch<SignalEvent>[] = [];
  const consumer = await consumeEvents<SignalEvent>({
    log,
    group: "g",
    topic,
    logger,
    onEvents: async (batch) => {
      batches.push(batch);
      await batch.commit();
    },
  });
  const last = positions.at(-1);
  await until(async () => (await log.committed("g", topic))[last?.partition ?? 0] === 2);
  await consumer.stop();
  const events = batches.flatMap((batch) => batch.events);
  expect(events.map(({ event }) => event)).toEqual([clicked("one"), clicked("two")]);
  expect(events.map(({ partition, offset }) => ({ topic, partition, offset }))).toEqual(positions);
  expect(events[0]?.headers).toEqual({ traceparent: "00-a-b-01", "event-id": "one" });
});

test("what is no event goes to the dead letters once, even when its batch comes again, and the rest is handled", async () => {
  await appendWithPoison();
  const handled: string[] = [];
  let failures = 1;
  let committed = 0;
  const consumer = await consumeEvents<SignalEvent>({
    log,
    group: "g",
    topic,
    logger,
    onEvents: async (batch) => {
      expect(await deadLetters()).not.toEqual([]);
      if (failures-- > 0) throw new Error("not yet");
      handled.push(...batch.events.map(({ event }) => event.eventId));
      await batch.commit();
      committed = batch.nextOffset;
    },
  });
  await until(() => committed === 5);
  await consumer.stop();
  expect(handled).toEqual(["one", "two"]);
  const letters = await deadLetters();
  expect(letters.map(({ headers }) => headers)).toEqual([
    expect.objectContaining({
      index: "0",
      "source-topic": topic,
      "source-offset": "0",
      "schema-id": "",
      error: "the record is too short for an event",
    }),
    expect.objectContaining({
      index: "2",
      "source-offset": "2",
      "schema-id": "9999",
      error: "schema id 9999 was never published",
    }),
    expect.objectContaining({ index: "4", "source-offset": "4", "schema-id": "7" }),
  ]);
  expect(letters.map(({ key }) => key)).toEqual(["alice", "alice", "alice"]);
});

test("a batch of poison alone is handed over empty, so that its offset can be committed", async () => {
  await log.append([{ topic, key: "alice", value: Buffer.from("{}") }]);
  const batches: EventBatch<SignalEvent>[] = [];
  const consumer = await consumeEvents<SignalEvent>({
    log,
    group: "g",
    topic,
    logger,
    onEvents: async (batch) => void batches.push(batch),
  });
  await until(() => batches.length > 0);
  await consumer.stop();
  expect(batches[0]).toMatchObject({ events: [], nextOffset: 1 });
});

test("a topic without dead letters cannot be consumed", async () => {
  const consuming = consumeEvents({ log, group: "g", topic: "recommender.models", logger, onEvents: async () => {} });
  await expect(consuming).rejects.toThrow(
    "add recommender.models.dlq to the topics of contracts: recommender.models needs it",
  );
});

test("a tail leaves out what is no event and writes no dead letters", async () => {
  await appendWithPoison();
  const seen: string[] = [];
  const tail = await tailEvents<SignalEvent>({
    log,
    topic,
    from: [],
    logger,
    onEvents: async (events) => void seen.push(...events.map(({ event }) => event.eventId)),
  });
  await tail.caughtUp();
  await tail.stop();
  expect(seen).toEqual(["one", "two"]);
  expect(await deadLetters()).toEqual([]);
});
