import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFaultyEventLog } from "./faulty-event-log.ts";
import type { FaultyEventLog } from "./faulty-event-log.ts";
import { openEventLog } from "./open.ts";

const folder = mkdtempSync(join(tmpdir(), "faulty-log-"));
const record = { topic: "films", key: "alien-1979", value: Buffer.from("x") };
let log: FaultyEventLog;

beforeAll(async () => {
  log = createFaultyEventLog(await openEventLog(`sqlite:${join(folder, "log.db")}`));
  await log.createTopics([{ name: "films", partitions: 1 }]);
});

afterAll(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

it("refuses an append without writing", async () => {
  const before = await log.ends("films");
  log.failNext("append");
  await expect(log.append([record])).rejects.toMatchObject({ outcome: "refused" });
  expect(await log.ends("films")).toEqual(before);
  await log.append([record]);
});

it("loses the answer of an append that was written", async () => {
  const [before] = await log.ends("films");
  log.failNext("appendAnswer");
  await expect(log.append([record])).rejects.toMatchObject({ outcome: "unknown" });
  expect(await log.ends("films")).toEqual([before! + 1]);
});

it("fails as often as told, then goes through", async () => {
  log.failNext("epoch", { times: 2, error: new Error("no leader") });
  await expect(log.epoch("films")).rejects.toThrow("no leader");
  await expect(log.epoch("films")).rejects.toThrow("no leader");
  expect(await log.epoch("films")).not.toBe("");
});

it("lets calls through that concern other topics", async () => {
  await log.createTopics([{ name: "others", partitions: 1 }]);
  log.failNext("append", { topic: "others" });
  await log.append([record]);
  await expect(log.append([record, { ...record, topic: "others" }])).rejects.toMatchObject({ outcome: "refused" });
  expect(await log.ends("others")).toEqual([0]);
});

it("fails the commit of a batch, which then comes again", async () => {
  log.failNext("commit");
  await log.append([record]);
  const errors: string[] = [];
  const committed = Promise.withResolvers<void>();
  await log.consume({
    group: "faulty",
    topics: ["films"],
    onError: (error) => void errors.push(error.message),
    onBatch: async (batch) => {
      await batch.commit(batch.end);
      committed.resolve();
    },
  });
  await committed.promise;
  expect(errors).toEqual(["commit was made to fail"]);
  expect(await log.committed("faulty", "films")).toEqual(await log.ends("films"));
});
