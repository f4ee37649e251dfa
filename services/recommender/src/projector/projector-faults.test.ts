import { setTimeout as delay } from "node:timers/promises";
import { AppendError, StaleMemberError, partitionFor } from "@projectionist/bus";
import type { EventLog, LogRecord } from "@projectionist/bus";
import { createFaultyEventLog } from "@projectionist/bus/faulty";
import { deadLetterTopicOf, topics } from "@projectionist/contracts";
import { publish } from "@projectionist/service-kit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StateDamagedError, type SignalState } from "../signal-state/signal-state.ts";
import { fenceRange } from "./partition-projector.ts";
import { PROJECTOR_GROUP } from "./projector.ts";
import { currentOf } from "./testing/current-of.ts";
import { until } from "./testing/until.ts";
import { keyspace, randomEvents, topic, useProjection } from "./testing/use-projection.ts";

const t = useProjection();
let state: SignalState;
beforeEach(async () => {
  state = await t.openState("state");
});
afterEach(async () => {
  await t.stop();
  await state.close();
});

describe("a state that loses its tail", () => {
  let current: SignalState;
  beforeEach(() => {
    current = state;
  });
  afterEach(async () => {
    await t.stop();
    if (current !== state) await current.close();
  });

  it("is repaired while nothing is going on", async () => {
    await publish(t.log, randomEvents(1));
    await t.start(currentOf(() => current));
    await t.expectExact(state);
    current = await t.openState("emptied");
    await t.expectExact(current);
    expect(await t.metric("projector_gaps_total")).toBeGreaterThan(0);
    expect(await t.metric("projector_rewinds_total")).toBe(await t.metric("projector_gaps_total"));
  });

  it("is repaired when a batch meets the gap", async () => {
    await publish(t.log, randomEvents(1));
    await t.start(
      currentOf(() => current),
      { checkIntervalMs: 3_600_000 },
    );
    await t.expectExact(state);
    current = await t.openState("emptied");
    await publish(t.log, randomEvents(2, 400, 1));
    await t.expectExact(current);
    expect(await t.metric("projector_gaps_total")).toBeGreaterThan(0);
  });

  it("keeps the window of its keyspace", async () => {
    await state.settings(keyspace, { window: 7 });
    await publish(t.log, randomEvents(1));
    await t.start(currentOf(() => current));
    await t.expectExact(state, 7);
    current = await t.openState("emptied");
    await t.expectExact(current, 7);
    expect(await current.settings(keyspace, { window: 5 })).toEqual({ window: 7 });
  });
});

describe("a log that lost records which the state reflects", () => {
  const someone = randomEvents(1)[0]!;
  const partition = partitionFor(someone.userId, topics[topic].partitions);
  const ofSomeone = (count: number, name: string) =>
    Array.from({ length: count }, (_, n) => ({ ...someone, eventId: `${name}-${n}` }));
  const standsStill = () =>
    until("the partition stands still", async () => (await t.metric("projector_partition_stopped")) === 1);
  const fences = async (of = partition) =>
    fenceRange(await state.fences(keyspace, { epoch: await t.log.epoch(topic), partition: of }));

  async function reflectMore(offset: number): Promise<void> {
    const source = { epoch: await t.log.epoch(topic), partition };
    await state.apply({ keyspace, source, shard: "f0", expectedPrevious: -1, batchEnd: offset, deltas: [] });
  }

  it("stops the partition, with an alarm, and no other", async () => {
    await publish(t.log, ofSomeone(1, "first"));
    await reflectMore(7);
    const projector = await t.start(state);
    await standsStill();
    await publish(t.log, ofSomeone(20, "more"));
    await publish(t.log, randomEvents(2));
    await until("other partitions go on", async () => (await t.metric("projector_signals_applied_total")) > 0);
    expect(await fences()).toEqual({ lowest: -1, highest: 7 });
    expect(projector.stopped()).toEqual([partition]);
  });

  it("keeps it stopped after a restart, when new records stand where the lost ones stood", async () => {
    await publish(t.log, ofSomeone(1, "first"));
    await reflectMore(7);
    await t.start(state);
    await standsStill();
    await t.stop();
    await publish(t.log, ofSomeone(20, "more"));
    await state.close();
    state = await t.openState("state");
    const projector = await t.start(state);
    await standsStill();
    expect(projector.stopped()).toEqual([partition]);
    expect(await fences()).toEqual({ lowest: -1, highest: 7 });
  });

  it("is noticed on assignment where the topic is another one by then, however long it is", async () => {
    let epoch = await t.log.epoch(topic);
    const madeAnew: EventLog = { ...t.log, epoch: async () => epoch };
    await publish(t.log, randomEvents(1));
    const projector = await t.start(state, { log: madeAnew });
    await t.expectExact(state);
    const other = await t.log.consume({ group: PROJECTOR_GROUP, topics: [topic], onBatch: async () => {} });
    await until("another member has some", () => other.assignment().length > 0);
    epoch = "another";
    const given = other.assignment().map((place) => place.partition);
    await other.stop();
    await until("what it gave back stands still", () => given.every((one) => projector.stopped().includes(one)));
    expect(new Set(projector.stopped())).toEqual(new Set(given));
    const highest = () => Promise.all(given.map(async (one) => (await fences(one)).highest));
    const before = await highest();
    const applied = await t.metric("projector_signals_applied_total");
    await publish(t.log, randomEvents(2));
    await until("others go on", async () => (await t.metric("projector_signals_applied_total")) > applied);
    expect(await highest()).toEqual(before);
  });

  it("is noticed while nothing is going on", async () => {
    let lost = 0;
    const shorter: EventLog = {
      ...t.log,
      ends: async (of) => (await t.log.ends(of)).map((end) => Math.max(0, end - lost)),
    };
    await publish(t.log, ofSomeone(5, "first"));
    await t.start(state, { log: shorter });
    await t.caughtUp(state);
    expect(await t.metric("projector_partition_stopped")).toBe(0);
    lost = 2;
    await standsStill();
  });
});

it("tries again in place while the state fails, and keeps the order", async () => {
  let failures = 25;
  const flaky: SignalState = {
    ...currentOf(() => state),
    apply: async (batch) => {
      if (failures > 0 && failures-- % 5 !== 0) throw new Error("connection lost");
      return state.apply(batch);
    },
  };
  await publish(t.log, randomEvents(1));
  await t.start(flaky, { checkIntervalMs: 3_600_000 });
  await t.expectExact(state);
  expect(failures).toBe(0);
  expect(await t.metric("projector_failures_total")).toBeGreaterThan(0);
  expect(await t.metric("projector_rewinds_total")).toBe(0);
});

it("stops trying at once when its generation is over", async () => {
  const faulty = createFaultyEventLog(t.log);
  let failures = 1;
  const flaky: SignalState = {
    ...currentOf(() => state),
    apply: async (batch) => {
      if (failures-- > 0) throw new Error("connection lost");
      return state.apply(batch);
    },
  };
  faulty.failNext("heartbeat", { error: new StaleMemberError() });
  await publish(t.log, randomEvents(1).slice(0, 1));
  await t.start(flaky, { log: faulty, checkIntervalMs: 3_600_000 });
  await t.expectExact(state);
  expect(await t.metric("kafka_messages_consumed_total", { outcome: "failed" })).toBe(1);
});

it("stands still, with an alarm, where the log no longer holds what the state has lost", async () => {
  const someone = randomEvents(1)[0]!;
  const partition = partitionFor(someone.userId, topics[topic].partitions);
  await publish(
    t.log,
    Array.from({ length: 20 }, (_, n) => ({ ...someone, eventId: `e-${n}` })),
  );
  // As a log that has dropped the first ten records of the partition: it begins where it can.
  const shortened: EventLog = {
    ...t.log,
    consume: (options) =>
      t.log.consume({
        ...options,
        async onBatch(batch) {
          const records = batch.records.filter(({ offset }) => offset >= 10 || batch.partition !== partition);
          if (records.length > 0) await options.onBatch({ ...batch, records });
        },
      }),
  };
  const projector = await t.start(state, { log: shortened });
  await until("the partition stands still", () => projector.stopped().includes(partition));
  expect(projector.why(partition)?.what).toContain("no longer holds");
  expect(projector.why((partition + 1) % topics[topic].partitions)).toBeUndefined();
  const rewinds = await t.metric("projector_rewinds_total");
  await publish(t.log, randomEvents(2));
  await until("other partitions go on", async () => (await t.metric("projector_signals_applied_total")) > 0);
  expect(await t.metric("projector_rewinds_total")).toBe(rewinds);
  const source = { epoch: await t.log.epoch(topic), partition };
  expect(fenceRange(await state.fences(keyspace, source)).highest).toBe(-1);
});

describe("a keyspace that only fails", () => {
  const failing = (isBroken: (keyspace: string) => boolean, error: Error): SignalState => ({
    ...currentOf(() => state),
    apply: async (batch) => {
      if (isBroken(batch.keyspace)) throw error;
      return state.apply(batch);
    },
  });

  it("is left as soon as another serves", async () => {
    let current = "broken";
    const serving = { current: () => current, isHeld: () => false, next: (ms: number) => delay(ms) };
    await publish(t.log, randomEvents(1));
    await t.start(
      failing((name) => name === "broken", new Error("connection lost")),
      { keyspace: serving },
    );
    await until("some attempts failed", async () => (await t.metric("projector_failures_total")) > 1);
    current = keyspace;
    await t.expectExact(state);
  });

  it("raises the alarm where it is damaged, traffic or not, and ends it when all is well", async () => {
    await publish(t.log, randomEvents(1));
    let isDamaged = false;
    const projector = await t.start(failing(() => isDamaged, new StateDamagedError("f0 was changed twice")));
    await t.expectExact(state);
    isDamaged = true;
    await until("the alarm is raised", async () => (await t.metric("projector_partition_stopped")) > 0);
    expect(projector.stopped().length).toBeGreaterThan(0);
    isDamaged = false;
    await publish(t.log, randomEvents(2, 200, 1));
    await t.expectExact(state);
    await until("the alarm is over", async () => (await t.metric("projector_partition_stopped")) === 0);
    expect(projector.stopped()).toEqual([]);
  });
});

describe("a record that is no event", () => {
  const [first, ...others] = randomEvents(1);
  const deadLetters = deadLetterTopicOf(topic);
  const poison = { topic, key: first!.userId, value: new Uint8Array([0, 0, 0, 9, 9, 1]) };

  async function buried(): Promise<LogRecord[]> {
    const found: LogRecord[] = [];
    const tail = await t.log.tail({
      topic: deadLetters,
      from: [],
      onRecords: async (records) => void found.push(...records),
    });
    await tail.caughtUp();
    await tail.stop();
    return found;
  }

  it("is put aside with its origin before the fences pass it", async () => {
    await publish(t.log, [first!, ...others]);
    const [position] = await t.log.append([poison]);
    await publish(t.log, randomEvents(2));
    await t.start(state);
    await t.expectExact(state);
    const [letter, ...more] = await buried();
    expect(more).toEqual([]);
    expect(new Uint8Array(letter!.value)).toEqual(poison.value);
    expect(letter?.headers).toMatchObject({
      "source-topic": topic,
      "source-partition": String(position!.partition),
      "source-offset": String(position!.offset),
      "schema-id": String(0x0909),
      error: expect.stringContaining("never published"),
    });
  });

  it("stops its partition, and is not skipped, until it is put aside", async () => {
    let refusing = true;
    let refusals = 0;
    const log: EventLog = {
      ...t.log,
      append: async (records) => {
        if (!refusing || !records.some((record) => record.topic === deadLetters)) return t.log.append(records);
        refusals++;
        throw new AppendError("the disk is full", "refused");
      },
    };
    const [position] = await t.log.append([poison]);
    await publish(t.log, [first!, ...others]);
    await t.start(state, { log });
    await until("the dead letter was refused twice", () => refusals >= 2);
    const source = { epoch: await t.log.epoch(topic), partition: position!.partition };
    expect(fenceRange(await state.fences(keyspace, source)).highest).toBe(-1);
    refusing = false;
    await t.expectExact(state);
    expect(await buried()).toHaveLength(1);
  });
});
