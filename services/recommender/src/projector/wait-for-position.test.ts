import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSignalState } from "../signal-state/open.ts";
import { shardIds, shardOf } from "../signal-state/shard-of.ts";
import type { ShardId, SignalState } from "../signal-state/signal-state.ts";
import { waitForPosition } from "./wait-for-position.ts";
import { createWakeUp } from "./wake-up.ts";

const folder = mkdtempSync(join(tmpdir(), "wait-"));
const epoch = "e1";
const userId = "u1";
let state: SignalState;
let keyspaces = 0;

beforeAll(async () => {
  state = await openSignalState(`sqlite:${join(folder, "state.sqlite")}`);
});
afterAll(async () => {
  await state.close();
  rmSync(folder, { recursive: true, force: true });
});

async function reach(
  keyspace: string,
  partition: number,
  offset: number,
  shards = shardIds(state.shardCounts),
): Promise<void> {
  for (const shard of shards) {
    await state.apply({
      keyspace,
      source: { epoch, partition },
      shard,
      expectedPrevious: -1,
      batchEnd: offset,
      deltas: [],
    });
  }
}

const at = (...offsets: [number, number][]) => ({ epoch, offsets: new Map(offsets) });
const ownShard = (): ShardId => `v${shardOf(userId, state.shardCounts.viewers)}`;
const othersOf = (shard: ShardId) => shardIds(state.shardCounts).filter((other) => other !== shard);

it("answers at once what is reflected when nothing is asked for", async () => {
  const keyspace = `k${keyspaces++}`;
  await reach(keyspace, 0, 4);
  await reach(keyspace, 3, 9);
  expect(await waitForPosition({ state, keyspace: () => keyspace, epoch, userId })).toEqual({
    position: at([0, 4], [3, 9]),
    fresh: true,
  });
});

it("waits for the fence of the viewer's shard, whoever moves it", async () => {
  const keyspace = `k${keyspaces++}`;
  const waiting = waitForPosition({
    state,
    keyspace: () => keyspace,
    epoch,
    userId,
    after: at([0, 4]),
    timeoutMs: 10_000,
  });
  await reach(keyspace, 0, 4, othersOf(ownShard()));
  const unmoved = waitForPosition({ state, keyspace: () => keyspace, epoch, userId, after: at([0, 4]), timeoutMs: 20 });
  expect(await unmoved).toEqual({ position: at(), fresh: false });
  await reach(keyspace, 0, 5, [ownShard()]);
  expect(await waiting).toEqual({ position: at([0, 5]), fresh: true });
});

it("does not wait for a position of another incarnation of the log", async () => {
  const after = { epoch: "older", offsets: new Map([[0, 1]]) };
  const waiting = waitForPosition({ state, keyspace: () => "none", epoch, userId, after, timeoutMs: 3_600_000 });
  expect(await waiting).toEqual({ position: at(), fresh: false });
});

it("is woken by a projector of the same process", async () => {
  const keyspace = `k${keyspaces++}`;
  const wakeUp = createWakeUp();
  const waiting = waitForPosition({
    state,
    keyspace: () => keyspace,
    epoch,
    userId,
    after: at([1, 0]),
    timeoutMs: 10_000,
    wakeUp,
  });
  await reach(keyspace, 1, 0);
  wakeUp.wake();
  expect((await waiting).fresh).toBe(true);
});
