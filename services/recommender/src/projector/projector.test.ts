import { publish, createLogger, createMetrics } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { SignalState } from "../signal-state/signal-state.ts";
import { PROJECTOR_GROUP, startProjector } from "./projector.ts";
import { until } from "./testing/until.ts";
import { keyspace, randomEvents, topic, useProjection, window } from "./testing/use-projection.ts";

const t = useProjection();
let state: SignalState;
beforeEach(async () => {
  state = await t.openState("state");
});
afterEach(async () => {
  await t.stop();
  await state.close();
});

it("makes the state equal to a recount of the log, and goes on where it was", async () => {
  await publish(t.log, randomEvents(1));
  await t.start(state);
  await publish(t.log, randomEvents(2));
  await t.expectExact(state);
  await t.stop();
  await state.close();
  await publish(t.log, randomEvents(3));
  state = await t.openState("state");
  await t.start(state);
  await t.expectExact(state);
  expect(await t.metric("projector_signals_applied_total")).toBe(200);
  expect(await t.metric("projector_rewinds_total")).toBe(0);
});

it("commits behind what it applied, for display", async () => {
  await publish(t.log, randomEvents(1));
  await t.start(state);
  const ends = await t.log.ends(topic);
  await until("everything is committed", async () => {
    const committed = await t.log.committed(PROJECTOR_GROUP, topic);
    return ends.every((end, partition) => end === (committed[partition] ?? 0));
  });
});

it("goes by the fences and not by the committed offsets", async () => {
  await publish(t.log, randomEvents(1));
  await t.start(state);
  await t.expectExact(state);
  await t.stop();
  const other = await t.openState("other");
  await t.start(other);
  await t.expectExact(other);
  await t.stop();
  await other.close();
});

it("lets the fences pass records that are no events", async () => {
  const [first, ...others] = randomEvents(1);
  const noEvent = { topic, key: first!.userId, value: new Uint8Array([7]) };
  await t.log.append([noEvent]);
  await publish(t.log, [first!, ...others]);
  await t.log.append([noEvent]);
  await t.start(state);
  await t.expectExact(state);
});

it("keeps the window that the keyspace was made with", async () => {
  await state.settings(keyspace, { window: 7 });
  await publish(t.log, randomEvents(1));
  await t.start(state);
  await t.expectExact(state, 7);
});

it("shares the partitions with another projector without counting anything twice", async () => {
  await publish(t.log, randomEvents(1));
  await t.start(state);
  const logger = createLogger({ service: "second", level: "silent" });
  const metrics = createMetrics("second");
  const second = await startProjector({ log: t.log, state, keyspace, window, logger, metrics });
  await publish(t.log, randomEvents(2, 300));
  await t.caughtUp(state);
  await second.stop();
  await publish(t.log, randomEvents(3));
  await t.expectExact(state);
});
