import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { topicDefinitions } from "@projectionist/contracts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findStuck } from "./find-stuck.ts";
import { watchGroups, type GroupWatch } from "./watch-groups.ts";

const topic = "auth.users";
const group = "activity.users";
let folder: string;
let log: EventLog;
let watch: GroupWatch | undefined;
let time = 0;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "positions-"));
  log = await openEventLog(`sqlite:${join(folder, "log.db")}`);
  await log.createTopics(topicDefinitions);
});
afterEach(async () => {
  await watch?.stop();
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

const append = async (count: number) =>
  (await log.append(Array.from({ length: count }, () => ({ topic, key: "ann", value: new Uint8Array(0) })))).at(-1)!;

async function commit(nextOffset: number): Promise<void> {
  const committed = Promise.withResolvers<void>();
  const consumer = await log.consume({
    group,
    topics: [topic],
    onBatch: async (batch) => {
      await batch.commit(nextOffset);
      committed.resolve();
    },
  });
  await committed.promise;
  await consumer.stop();
}

test("tells for how long a group has not moved, from the first look at which it was behind there", async () => {
  watch = watchGroups({ log, service: "activity", groups: [{ group }], intervalMs: 3_600_000, now: () => time });
  const at = async (seconds: number, partition: number) => {
    time = seconds * 1000;
    const [positions] = await watch!.look();
    return positions!.partitions[partition]!;
  };
  expect((await watch.look())[0]!.partitions).toHaveLength(3);
  const { partition } = await append(3);
  expect(await at(1, partition)).toMatchObject({ end: 3, committed: null, next: 0, lag: 3, stillMs: 0 });
  expect(await at(8, partition)).toMatchObject({ stillMs: 7_000 });
  expect(findStuck(await watch.look())).toEqual([]);
  expect(await at(11, partition)).toMatchObject({ stillMs: 10_000 });
  expect(findStuck(await watch.look())).toMatchObject([
    {
      severity: "error",
      group,
      topic,
      partition,
      what: expect.stringContaining("3 records behind"),
      cure: expect.any(String),
    },
  ]);
  await commit(2);
  expect(await at(12, partition)).toMatchObject({ committed: 2, lag: 1, stillMs: 0 });
  await commit(3);
  expect(await at(60, partition)).toMatchObject({ lag: 0, stillMs: 0 });
  await append(1);
  expect(await at(61, partition)).toMatchObject({ lag: 1, stillMs: 0 });
  expect(await at(62, partition)).toMatchObject({ lag: 1, stillMs: 1_000 });
});

test("what a store says counts, not the commit; ahead of the log is an error at once", async () => {
  const { partition } = await append(3);
  const next = [0, 0, 0];
  watch = watchGroups({
    log,
    service: "activity",
    groups: [{ group, reached: async () => next.map((each) => ({ next: each, fences: null })) }],
    intervalMs: 3_600_000,
    now: () => time,
  });
  next[partition] = 3;
  expect((await watch.look())[0]!.partitions[partition]).toMatchObject({ committed: null, next: 3, lag: 0 });
  next[partition] = 4;
  expect(findStuck(await watch.look())).toMatchObject([
    {
      severity: "error",
      partition,
      what: expect.stringContaining("the log ends at 3"),
      cure: expect.stringContaining("Restore"),
    },
  ]);
});
