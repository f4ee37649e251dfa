import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readControl } from "../control/change-control.ts";
import { until } from "../projector/testing/until.ts";
import { shardOf } from "../signal-state/shard-of.ts";
import { verify } from "../verify/verify.ts";
import { rebuild } from "./rebuild.ts";
import { NothingToRollBackError, rollback } from "./rollback.ts";
import { createTask, startLiveProjection, topic, window, type LiveProjection } from "./testing/live-projection.ts";

let live: LiveProjection;
beforeEach(async () => {
  live = await startLiveProjection();
});
afterEach(() => live.stop());

const options = (task = createTask()) => ({ log: live.log, topic, control: live.control, task });

/** What nothing in the log accounts for, as a fault of a program would leave it. */
async function damage(): Promise<void> {
  const [fence] = (await live.state.fences(live.serving.current(), { epoch: live.epoch, partition: 0 })).values();
  const shard = `f${shardOf("m1", live.state.shardCounts.films)}` as const;
  await live.state.apply({
    keyspace: live.serving.current(),
    source: { epoch: "damage", partition: 0 },
    shard,
    expectedPrevious: -1,
    batchEnd: fence ?? 0,
    deltas: [
      { kind: "total", offset: 0, movieId: "m1", total: "views", amount: 7 },
      { kind: "pair", offset: 0, movieId: "m1", next: "m2", amount: -3 },
    ],
  });
}

/** Reads as requests do, again and again; answers how many reads there were, and how many failed. */
function startReads() {
  const ended = new AbortController();
  const counts = { reads: 0, failed: 0 };
  const running = (async () => {
    while (!ended.signal.aborted) {
      const keyspace = live.serving.current();
      const reads = [
        live.state.ledgers(keyspace, ["u1-1", "u2-3"]),
        live.state.neighbours(keyspace, ["m1", "m2"], 10),
        live.state.top(keyspace, { total: "history" }, 10),
      ];
      for (const read of await Promise.allSettled(reads)) {
        counts.reads++;
        if (read.status === "rejected" || [...read.value].length === 0) counts.failed++;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  return async () => {
    ended.abort();
    await running;
    return counts;
  };
}

describe("a rebuild under live traffic", () => {
  it("ends with the same digest, loses no read, and what is swapped in goes on exactly", async () => {
    await live.publish(20_000);
    await live.caughtUp();
    const before = live.serving.current();
    const endTraffic = live.startTraffic(500);
    await until("traffic is applied", async () => (await live.applied()) > 20_200);
    const endReads = startReads();
    const task = createTask();
    const result = await rebuild(options(task));
    const { reads, failed } = await endReads();
    expect({ failed, isRead: reads > 10 }).toEqual({ failed: 0, isRead: true });
    expect(await endTraffic()).toBeGreaterThan(100);
    expect(result).toMatchObject({
      outcome: "swapped",
      previous: before,
      window,
      compared: "everything",
      comparison: null,
    });
    expect(result.digests?.served).toBe(result.digests?.rebuilt);
    expect(result.records).toBeGreaterThan(20_200);
    expect(live.serving.current()).toBe(result.active);
    expect(result.active).not.toBe(before);
    expect(task.notes.some((note) => /of [\d,]+ records/.test(note))).toBe(true);
    const { held, expected } = await live.counted();
    expect(held).toEqual(expected);
    expect(await readControl(live.control)).toMatchObject({ hold: null, building: null, previous: before });
  }, 60_000);

  it("can be rolled back, forth, and drops what was kept when the next one begins", async () => {
    await live.publish(500);
    await live.caughtUp();
    const first = live.serving.current();
    const { active: second } = await rebuild(options());
    await live.publish(400);
    const back = await rollback({ ...options(), to: first });
    expect(back).toMatchObject({ active: first, previous: second });
    expect(back.records).toBeGreaterThan(0);
    let counted = await live.counted();
    expect(counted.held).toEqual(counted.expected);
    expect((await rollback({ ...options(), to: second })).active).toBe(second);
    counted = await live.counted();
    expect(counted.held).toEqual(counted.expected);
    const third = await rebuild(options());
    expect(third).toMatchObject({ outcome: "swapped", previous: second });
    const gone = await live.state.fences(first, { epoch: live.epoch, partition: 0 });
    expect(new Set(gone.values())).toEqual(new Set([-1]));
  }, 60_000);

  it("with another window compares all but the pairs, and keeps that window", async () => {
    await live.publish(1_000);
    await live.caughtUp();
    const before = live.serving.current();
    const result = await rebuild({ ...options(), window: 12, dropPrevious: true });
    expect(result).toMatchObject({ outcome: "swapped", window: 12, compared: "without pairs", previous: null });
    await live.publish(300);
    const { held, expected } = await live.counted(12);
    expect(held).toEqual(expected);
    await expect(rollback({ ...options(), to: before })).rejects.toThrow(NothingToRollBackError);
  }, 60_000);
});

describe("a state that was damaged", () => {
  beforeEach(async () => {
    await live.publish(1_000);
    await live.caughtUp();
  });

  it("is found out by verify, which says what differs", async () => {
    const sound = await verify(options());
    expect(sound).toMatchObject({ differences: 0, first: [], window });
    expect(sound.compared.ledger).toBeGreaterThan(100);
    await damage();
    const { differences, first } = await verify(options());
    expect(differences).toBe(2);
    expect(first.find((line) => line.startsWith("totals of m1:"))).toMatch(
      /views \d+ .*in the state, .*views \d+ .*in the log/,
    );
    expect(first.find((line) => line.startsWith("pair m1 → m2:"))).toMatch(/\d+ in the state, \d+ in the log/);
  }, 60_000);

  it("is not replaced by a rebuild, unless that is asked for", async () => {
    await damage();
    const before = live.serving.current();
    const task = createTask();
    const refused = await rebuild(options(task));
    expect(refused).toMatchObject({ outcome: "different", active: before, comparison: { differences: 2 } });
    expect(refused.digests?.served).not.toBe(refused.digests?.rebuilt);
    expect(live.serving.current()).toBe(before);
    expect(await readControl(live.control)).toMatchObject({ hold: null, building: null, previous: null });
    await live.publish(100);
    const replaced = await rebuild({ ...options(), replace: true });
    expect(replaced).toMatchObject({ outcome: "swapped", previous: before, comparison: { differences: 2 } });
    const { held, expected } = await live.counted();
    expect(held).toEqual(expected);
  }, 60_000);
});

describe("a rebuild that does not come to its end", () => {
  it("changes nothing when it is cancelled, and leaves nothing behind", async () => {
    await live.publish(2_000);
    await live.caughtUp();
    const cancelled = new AbortController();
    const task = createTask(cancelled.signal);
    const running = rebuild(options({ ...task, progress: () => cancelled.abort(new Error("cancelled")) }));
    await expect(running).rejects.toThrow(/abort|cancel/);
    expect(await readControl(live.control)).toMatchObject({ hold: null, building: null, previous: null });
  }, 60_000);

  it("never works on the keyspace that serves, whatever the clock says", async () => {
    await live.publish(500);
    await live.caughtUp();
    const now = () => 1_800_000_000_000;
    const { active } = await rebuild({ ...options(), now });
    await expect(rebuild({ ...options(), now })).rejects.toThrow(`there is a ${active} already`);
    expect(await readControl(live.control)).toMatchObject({ active, building: null });
    const { held, expected } = await live.counted();
    expect(held).toEqual(expected);
  }, 60_000);

  it("gives way to the next once its lease has run out, and its keyspace is dropped then", async () => {
    await live.publish(500);
    await live.caughtUp();
    const dead = "rebuilt-dead";
    const fields = { active: live.serving.current(), previous: null, hold: { id: "dead", until: Date.now() + 1_000 } };
    const source = { epoch: live.epoch, partition: 0 };
    await live.state.apply({ keyspace: dead, source, shard: "f0", expectedPrevious: -1, batchEnd: 3, deltas: [] });
    await live.state.setControl(live.epoch, 0, { ...fields, building: { keyspace: dead, until: Date.now() + 60_000 } });
    await expect(rebuild(options())).rejects.toThrow(`${dead} is being filled`);
    await live.state.setControl(live.epoch, 1, { ...fields, building: { keyspace: dead, until: Date.now() - 1 } });
    expect(await rebuild(options())).toMatchObject({ outcome: "swapped" });
    expect((await live.state.fences(dead, source)).get("f0")).toBe(-1);
  }, 60_000);
});
