import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { topicDefinitions, type SignalEvent } from "@projectionist/contracts";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLogger } from "../logger.ts";
import { recordHeadersOf } from "../origin/origin.ts";
import { nextHop } from "../origin/trace-context.ts";
import { consumeEvents } from "./consume-events.ts";
import { publish } from "./publish.ts";
import { tailEvents } from "./tail-events.ts";

const topic = "activity.signals";
const group = "test.group";
const trace = nextHop(undefined);
const headers = recordHeadersOf({ requestId: "r-1", trace });
const origin = { requestId: "r-1", traceId: trace.traceId };
const clicked: SignalEvent = {
  type: "MovieClicked",
  eventId: "e",
  userId: "alice",
  movieId: "alien-1979",
  recommendationId: null,
  occurredAt: 1_700_000_000_000,
};

let folder: string;
let log: EventLog;
let lines: Record<string, unknown>[];
const logger = createLogger({
  service: "test",
  destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
});
const line = (msg: string) => lines.find((each) => each["msg"] === msg);
const told = (msg: string) => vi.waitUntil(() => line(msg), { timeout: 10_000, interval: 5 });

beforeEach(async () => {
  lines = [];
  folder = mkdtempSync(join(tmpdir(), "lines-"));
  log = await openEventLog(`sqlite:${join(folder, "log.db")}`);
  await log.createTopics(topicDefinitions);
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

test("a member tells what it holds and that it left", async () => {
  const consumer = await consumeEvents({ log, group, topic, logger, onEvents: async () => {} });
  expect(await told("joined the group")).toMatchObject({ level: "info", group, topic, partitions: [0, 1, 2, 3, 4, 5] });
  await consumer.stop();
  expect(lines.map(({ msg }) => msg)).toEqual(["joined the group", "left the group"]);
});

test("a batch that fails is told with the request that its first record comes from, and so is that it works again", async () => {
  let failures = 0;
  await publish(log, [clicked], headers);
  await consumeEvents({
    log,
    group,
    topic,
    logger,
    onEvents: async () => {
      if (++failures < 3) throw new Error("the store is gone");
    },
  });
  expect(await told("events are handled again")).toMatchObject({ level: "info", group, topic, times: 2 });
  const failed = lines.filter(({ level }) => level === "warn");
  expect(failed).toMatchObject([
    {
      msg: "events will be tried again",
      group,
      topic,
      offset: 0,
      records: 1,
      err: { message: "the store is gone" },
      ...origin,
    },
  ]);
});

test("what is no event is told with the request that it comes from, by a group and by a tail", async () => {
  await log.append([{ topic, key: "alice", value: Buffer.from("junk"), headers }]);
  const consumer = await consumeEvents({ log, group, topic, logger, onEvents: async () => {} });
  expect(await told("a record is not an event and goes to the dead letters")).toMatchObject({
    topic,
    offset: 0,
    ...origin,
  });
  await consumer.stop();
  const tail = await tailEvents({ log, topic, from: [], logger, onEvents: async () => {} });
  expect(await told("a record is not an event and is left out")).toMatchObject({ topic, offset: 0, ...origin });
  expect(await told("caught up")).toMatchObject({ level: "info", topic, events: 0 });
  await tail.stop();
});
