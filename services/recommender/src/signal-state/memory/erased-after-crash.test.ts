import { expect, it } from "vitest";
import { shardIds } from "../shard-of.ts";
import type { StateDelta, ViewerDelta } from "../signal-state.ts";
import { MemorySignalState } from "./memory-signal-state.ts";
import { createCrashableStore } from "./testing/in-thread-store.ts";

const keyspace = "live";
const source = { epoch: "e1", partition: 0 };
const entry = {
  eventId: "e0",
  offset: 0,
  movieId: "alien",
  type: "liked",
  value: null,
  occurredAt: 0,
  late: false,
  retractedAt: null,
} as const;

it("what was erased goes after a crash too, when nothing else is going on", async () => {
  const store = createCrashableStore({ films: 1, viewers: 1 });
  const first = await MemorySignalState.load(store.next());
  const viewer: ViewerDelta[] = [
    { kind: "append", offset: 0, userId: "u", entry },
    { kind: "erase", offset: 1, userId: "u" },
  ];
  for (const shard of shardIds(first.shardCounts)) {
    const deltas: readonly StateDelta[] = shard === "v0" ? viewer : [];
    await first.apply({ keyspace, source, shard, expectedPrevious: -1, batchEnd: 1, deltas });
  }
  await first.snapshot();

  const second = await MemorySignalState.load(store.next());
  expect(second.isDirty).toBe(true);
  await second.snapshot();
  const stored: string[] = [];
  const third = store.next();
  for (let part = await third.load(); part !== undefined; part = await third.load()) {
    stored.push(...part.rows.filter(({ kind }) => kind === "ledger").map(({ key }) => String(key)));
  }
  expect(stored).toEqual([]);
  store.close();
});
