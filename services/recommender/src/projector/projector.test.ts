import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog } from "@projectionist/bus";
import type { EventLog } from "@projectionist/bus";
import { decodeEvent, topicDefinitions } from "@projectionist/contracts";
import type { SignalEvent } from "@projectionist/contracts";
import { createLogger, createMetrics, publish } from "@projectionist/service-kit";
import type { Metrics } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openSignalState } from "../signal-state/open.ts";
import type { SignalState } from "../signal-state/signal-state.ts";
import { fenceRange } from "./partition-projector.ts";
import type { LoggedSignal } from "./project-events.ts";
import { PROJECTOR_GROUP, startProjector } from "./projector.ts";
import { currentOf } from "./testing/current-of.ts";
import { linesOf, recount } from "./testing/naive-recount.ts";
import { randomPartition, seeded } from "./testing/random-log.ts";
import { until } from "./testing/until.ts";

const topic = "activity.signals";
const keyspace = "live";
const window = 5;
const logger = createLogger({ service: "test", level: "silent" });

let folder: string;
let log: EventLog;
let state: SignalState;
let metrics: Metrics;
let running: Awaited<ReturnType<typeof startProjector>> | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "projector-"));
  log = await openEventLog(`sqlite:${join(folder, "log.sqlite")}`);
  await log.createTopics(topicDefinitions);
  state = await openState("state");
  metrics = createMetrics("test");
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await state.close();
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

function openState(name: string): Promise<SignalState> {
  return openSignalState(`sqlite:${join(folder, `${name}.sqlite`)}`, { snapshotIntervalMs: 50 });
}

async function start(using: SignalState = state): Promise<void> {
  running = await startProjector({ log, state: using, keyspace, window, logger, metrics, checkIntervalMs: 20 });
}

async function stop(): Promise<void> {
  await running?.stop();
  running = undefined;
  metrics = createMetrics("test");
}

/** Random events of five viewers, who are spread over the partitions. */
function events(seed: number, length = 200, viewers = seed): SignalEvent[] {
  return randomPartition(seeded(seed), viewers, length).map(({ event }) => event);
}

async function caughtUp(using: SignalState = state): Promise<void> {
  const epoch = await log.epoch(topic);
  await until("the state reflects the whole log", async () => {
    const ends = await log.ends(topic);
    const fences = ends.map((_, partition) => using.fences(keyspace, { epoch, partition }));
    return (await Promise.all(fences)).every(
      (ofPartition, partition) => fenceRange(ofPartition).lowest === ends[partition]! - 1,
    );
  });
}

async function wholeLog(): Promise<LoggedSignal[]> {
  const logged: LoggedSignal[] = [];
  const tail = await log.tail({
    topic,
    from: [],
    onRecords: async (records) => {
      for (const { value, offset, appendedAt } of records) {
        if (value.length > 1) logged.push({ event: decodeEvent(value) as SignalEvent, offset, appendedAt });
      }
    },
  });
  await tail.caughtUp();
  await tail.stop();
  return logged;
}

async function expectExact(using: SignalState = state): Promise<void> {
  await caughtUp(using);
  expect(await linesOf(using.scan(keyspace))).toEqual(recount(await wholeLog(), window));
}

async function metric(name: string): Promise<number> {
  const values = (await metrics.registry.getSingleMetric(name)!.get()).values;
  return values.reduce((sum, { value }) => sum + value, 0);
}

it("makes the state equal to a recount of the log, and goes on where it was", async () => {
  await publish(log, events(1));
  await start();
  await publish(log, events(2));
  await expectExact();
  await stop();
  await state.close();
  await publish(log, events(3));
  state = await openState("state");
  await start();
  await expectExact();
  expect(await metric("projector_signals_applied_total")).toBe(200);
  expect(await metric("projector_gaps_total")).toBe(0);
});

it("commits behind what it applied, for display", async () => {
  await publish(log, events(1));
  await start();
  const ends = await log.ends(topic);
  await until("everything is committed", async () => {
    const committed = await log.committed(PROJECTOR_GROUP, topic);
    return ends.every((end, partition) => end === (committed[partition] ?? 0));
  });
});

it("goes by the fences and not by the committed offsets", async () => {
  await publish(log, events(1));
  await start();
  await expectExact();
  await stop();
  const other = await openState("other");
  await start(other);
  await expectExact(other);
  await stop();
  await other.close();
});

it("reads the log again when the state loses its tail while nothing is going on", async () => {
  let current = state;
  await publish(log, events(1));
  await start(currentOf(() => current));
  await expectExact();
  current = await openState("emptied");
  await expectExact(current);
  expect(await metric("projector_gaps_total")).toBeGreaterThan(0);
  await stop();
  await current.close();
});

it("reads the log again when a batch meets a gap", async () => {
  let current = state;
  running = await startProjector({
    log,
    state: currentOf(() => current),
    keyspace,
    window,
    logger,
    metrics,
    checkIntervalMs: 3_600_000,
  });
  await publish(log, events(1));
  await expectExact();
  current = await openState("emptied");
  await publish(log, events(2, 400, 1));
  await expectExact(current);
  expect(await metric("projector_gaps_total")).toBeGreaterThan(0);
  await stop();
  await current.close();
});

it("stands still, with an alarm, when the state reflects more than the log holds", async () => {
  const [partition] = (await publish(log, events(1).slice(0, 1))).map((position) => position.partition);
  const source = { epoch: await log.epoch(topic), partition: partition! };
  await state.apply({ keyspace, source, shard: "f0", expectedPrevious: -1, batchEnd: 7, deltas: [] });
  await start();
  await until("the partition stands still", async () => (await metric("projector_partition_stopped")) === 1);
  const more = events(1)[0]!;
  await publish(
    log,
    Array.from({ length: 20 }, (_, n) => ({ ...more, eventId: `more-${n}` })),
  );
  await publish(log, events(2));
  await until("other partitions go on", async () => (await metric("projector_signals_applied_total")) > 0);
  const { lowest, highest } = fenceRange(await state.fences(keyspace, source));
  expect([lowest, highest]).toEqual([-1, 7]);
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
  await publish(log, events(1));
  await start(flaky);
  await expectExact();
  expect(failures).toBe(0);
});

it("lets the fences pass records that are no events", async () => {
  const [first, ...others] = events(1);
  await log.append([{ topic, key: first!.userId, value: new Uint8Array([7]) }]);
  await publish(log, [first!, ...others]);
  await log.append([{ topic, key: first!.userId, value: new Uint8Array([7]) }]);
  await start();
  await expectExact();
});

it("keeps the window that the keyspace was made with", async () => {
  await state.settings(keyspace, { window: 7 });
  await publish(log, events(1));
  await start();
  await caughtUp();
  expect(await linesOf(state.scan(keyspace))).toEqual(recount(await wholeLog(), 7));
});

it("shares the partitions with another projector without counting anything twice", async () => {
  await publish(log, events(1));
  await start();
  const second = await startProjector({ log, state, keyspace, window, logger, metrics: createMetrics("second") });
  await publish(log, events(2, 300));
  await caughtUp();
  await second.stop();
  await publish(log, events(3));
  await expectExact();
});
