import { expect, it } from "vitest";
import { MemorySignalState } from "./memory-signal-state.ts";
import type { SnapshotStore } from "./snapshot-store.ts";
import { createCrashableStore } from "./testing/in-thread-store.ts";

const keyspace = "live";
const source = { epoch: "e1", partition: 0 };
const shardCounts = { films: 1, viewers: 1 };

async function count(state: MemorySignalState, offset: number, movieId: string): Promise<void> {
  const delta = { kind: "total", offset, movieId, total: "likes", amount: 1 } as const;
  await state.apply({ keyspace, source, shard: "f0", expectedPrevious: -1, batchEnd: offset, deltas: [delta] });
}

it("loses nothing by a snapshot that fails, wherever it does", async () => {
  for (const failing of ["write", "commit"] as const) {
    const stored = createCrashableStore(shardCounts);
    const inner = stored.next();
    let failures = 1;
    const faulty = async (call: typeof failing, work: () => Promise<void>) => {
      await work();
      if (call === failing && failures-- > 0) throw new Error("disk full");
    };
    const store: SnapshotStore = {
      ...inner,
      write: (...args) => faulty("write", () => inner.write(...args)),
      commit: (...args) => faulty("commit", () => inner.commit(...args)),
    };
    const state = await MemorySignalState.load(store);
    await count(state, 0, "alien");
    await expect(state.snapshot()).rejects.toThrow("disk full");
    expect(state.isDirty).toBe(true);
    await count(state, 1, "aliens");
    await state.close();

    const again = await MemorySignalState.load(stored.next());
    expect((await again.fences(keyspace, source)).get("f0")).toBe(1);
    expect([...(await again.totals(keyspace, ["alien", "aliens"])).keys()]).toEqual(["alien", "aliens"]);
    stored.close();
  }
});
