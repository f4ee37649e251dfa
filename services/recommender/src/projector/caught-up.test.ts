import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSignalState } from "../signal-state/open.ts";
import { shardIds } from "../signal-state/shard-of.ts";
import type { ShardId, SignalState } from "../signal-state/signal-state.ts";
import { createCaughtUp } from "./caught-up.ts";

const folder = mkdtempSync(join(tmpdir(), "caught-up-"));
const epoch = "e1";
let state: SignalState;

beforeAll(async () => {
  state = await openSignalState(`sqlite:${join(folder, "state.sqlite")}`);
});
afterAll(async () => {
  await state.close();
  rmSync(folder, { recursive: true, force: true });
});

async function reach(keyspace: string, partition: number, batchEnd: number, shards: readonly ShardId[]): Promise<void> {
  for (const shard of shards) {
    await state.apply({ keyspace, source: { epoch, partition }, shard, expectedPrevious: -1, batchEnd, deltas: [] });
  }
}

it("passes when there is nothing to reach", async () => {
  await createCaughtUp({ state, keyspace: () => "empty", epoch, ends: [0, 0] })();
});

it("names the partitions of which a shard is behind, and passes for good once none is", async () => {
  const keyspace = "k";
  const probe = createCaughtUp({ state, keyspace: () => keyspace, epoch, ends: [5, 0, 3] });
  const shards = shardIds(state.shardCounts);
  await reach(keyspace, 0, 4, shards);
  await reach(keyspace, 2, 2, shards.slice(1));
  await expect(probe()).rejects.toThrow("the signals of partitions 2 that");
  await reach(keyspace, 2, 1, shards.slice(0, 1));
  await expect(probe()).rejects.toThrow("partitions 2 that");
  await reach(keyspace, 2, 7, shards.slice(0, 1));
  await probe();
  await probe();
});
