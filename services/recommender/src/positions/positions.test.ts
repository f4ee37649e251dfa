import { partitionFor } from "@projectionist/bus";
import { topics } from "@projectionist/contracts";
import { publish } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { currentOf } from "../projector/testing/current-of.ts";
import { until } from "../projector/testing/until.ts";
import { keyspace, randomEvents, topic, useProjection } from "../projector/testing/use-projection.ts";
import { StateDamagedError, type SignalState } from "../signal-state/signal-state.ts";
import { startPositions } from "./positions.ts";

const t = useProjection();
const someone = randomEvents(1)[0]!;
const partition = partitionFor(someone.userId, topics[topic].partitions);
let state: SignalState;
let positions: ReturnType<typeof startPositions>;
beforeEach(async () => {
  state = await t.openState("state");
  const epoch = await t.log.epoch(topic);
  await state.setControl(epoch, 0, { active: keyspace, previous: "before", building: null, hold: null });
  positions = startPositions({ log: t.log, state, epoch, keyspace: () => keyspace, now: Date.now });
});
afterEach(async () => {
  await positions.stop();
  await t.stop();
  await state.close();
});

const ofSomeone = (count: number, name: string) =>
  Array.from({ length: count }, (_, n) => ({ ...someone, eventId: `${name}-${n}` }));
const ofPartition = async () => (await positions.look()).groups[0]!.partitions[partition]!;
const standsStill = () =>
  until("the partition stands still", async () => (await t.metric("projector_partition_stopped")) === 1);

async function reflectMore(offset: number): Promise<void> {
  const source = { epoch: await t.log.epoch(topic), partition };
  await state.apply({ keyspace, source, shard: "f0", expectedPrevious: -1, batchEnd: offset, deltas: [] });
}

it("tells where the state stands, as its fences say", async () => {
  await publish(t.log, ofSomeone(5, "first"));
  expect(await ofPartition()).toMatchObject({ end: 5, next: 0, lag: 5, fences: { lowest: -1, highest: -1 } });
  await t.start(state);
  await t.caughtUp(state);
  expect(await ofPartition()).toMatchObject({ end: 5, next: 5, lag: 0, fences: { lowest: 4, highest: 4 } });
  expect(await positions.look()).toMatchObject({
    findings: [],
    keyspaces: { active: keyspace, previous: "before", building: null, heldUntil: null },
  });
});

it("names a partition that stands still because the log lost records, also when new ones stand there", async () => {
  await publish(t.log, ofSomeone(1, "first"));
  await reflectMore(7);
  await t.start(state);
  await standsStill();
  const ahead = {
    severity: "error",
    group: "recommender.projector",
    topic,
    partition,
    what: expect.stringContaining("reflects offset 7"),
    cure: expect.stringContaining("Restore the log"),
  };
  expect((await positions.look()).findings).toEqual([ahead]);
  await publish(t.log, ofSomeone(20, "more"));
  const noted = { ...ahead, what: expect.stringContaining("once ended before") };
  expect((await positions.look()).findings).toEqual([noted]);
});

it("names a damaged state", async () => {
  const damaged: SignalState = {
    ...currentOf(() => state),
    apply: async () => {
      throw new StateDamagedError("f0 was changed twice");
    },
  };
  const watched = startPositions({
    log: t.log,
    state: damaged,
    epoch: await t.log.epoch(topic),
    keyspace: () => keyspace,
    now: Date.now,
  });
  const { findings } = await watched.look();
  await watched.stop();
  expect(findings).toContainEqual(
    expect.objectContaining({
      severity: "error",
      partition,
      what: expect.stringContaining("f0 was changed twice"),
      cure: expect.stringContaining("redis-check-aof --fix"),
    }),
  );
});

it("names what the projector of its process knows", async () => {
  const epoch = await t.log.epoch(topic);
  const alarm = { what: "the signal state is damaged", cure: "Count anew." };
  const why = (of: number) => (of === partition ? alarm : undefined);
  const informed = startPositions({ log: t.log, state, epoch, keyspace: () => keyspace, why, now: Date.now });
  expect((await informed.look()).findings).toMatchObject([{ severity: "error", partition, ...alarm }]);
  await informed.stop();
});

it("names a hold while there is something to do", async () => {
  const epoch = await t.log.epoch(topic);
  const hold = { id: "somebody", until: Date.now() + 30_000 };
  await state.setControl(epoch, 1, { active: keyspace, previous: null, building: null, hold });
  expect((await positions.look()).findings).toEqual([]);
  await publish(t.log, ofSomeone(3, "first"));
  expect(await positions.look()).toMatchObject({
    keyspaces: { heldUntil: new Date(hold.until).toISOString() },
    findings: [{ severity: "warning", partition, what: expect.stringContaining("held, 3 records behind") }],
  });
});
