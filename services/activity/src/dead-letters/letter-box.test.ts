import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { createFaultyEventLog, type FaultyEventLog } from "@projectionist/bus/faulty";
import { deadLetterHeaders, topicDefinitions } from "@projectionist/contracts";
import { createLogger } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLetterBox } from "./letter-box.ts";

const topic = "activity.signals";
const logger = createLogger({ service: "test", level: "silent" });
let folder: string;
let log: FaultyEventLog;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "letters-"));
  log = createFaultyEventLog(await openEventLog(`sqlite:${join(folder, "log.db")}`));
  await log.createTopics(topicDefinitions);
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

const bury = (offset: number) => {
  const headers = { [deadLetterHeaders.partition]: "0", [deadLetterHeaders.offset]: String(offset) };
  return log.append([{ topic: `${topic}.dlq`, key: "ann", value: new Uint8Array(0), headers }]);
};

test("reads a topic once for all who look, lets it go when nobody does, and reads it again", async () => {
  let begun = 0;
  let ended = 0;
  const counting: EventLog = {
    ...log,
    async tail(options) {
      begun += 1;
      const tail = await log.tail(options);
      return { ...tail, stop: () => tail.stop().finally(() => (ended += 1)) };
    },
  };
  const box = createLetterBox(counting, logger, 2_000);
  await bury(1);
  await Promise.all([box.read(topic), box.read(topic)]);
  await bury(2);
  expect((await box.read(topic)).all()).toHaveLength(2);
  expect(begun).toBe(1);
  await expect.poll(() => ended, { timeout: 15_000 }).toBe(1);
  await bury(3);
  expect((await box.read(topic)).all()).toHaveLength(3);
  await box.stop();
  expect([begun, ended]).toEqual([2, 2]);
}, 30_000);

test("says that the log cannot be asked, and asks again the next time", async () => {
  const box = createLetterBox(log, logger);
  await bury(1);
  log.failNext("tail");
  await expect(box.read(topic)).rejects.toMatchObject({ code: "unavailable" });
  expect((await box.read(topic)).all()).toHaveLength(1);
  await box.stop();
});
