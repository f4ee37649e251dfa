import { MemorySignalState } from "../../signal-state/memory/memory-signal-state.ts";
import { createCrashableStore } from "../../signal-state/memory/testing/in-thread-store.ts";
import type { SignalState } from "../../signal-state/signal-state.ts";
import { LedgerCache } from "../ledger-cache.ts";
import { PartitionProjector, fenceRange } from "../partition-projector.ts";
import type { LoggedSignal } from "../project-events.ts";
import { currentOf } from "./current-of.ts";
import { linesOf } from "./naive-recount.ts";
import { randomPartition, seeded } from "./random-log.ts";

const shardCounts = { films: 3, viewers: 3 };
const keyspace = "live";
const EPOCH = "e1";

export type Faults = { crashes: number; storeLosses: number; zombies: number; gaps: number };
export type Outcome = Readonly<{ log: readonly LoggedSignal[]; lines: string[]; faults: Faults }>;
export type Decorate = (state: SignalState) => SignalState;

/**
 * Projects a random log while projectors stop between two shards, others hold on to old batches and apply them late,
 * batches come again with other boundaries, and the state falls back to its last snapshot; then once more in peace.
 */
export async function simulate(seed: number, window: number, decorate: Decorate = (state) => state): Promise<Outcome> {
  const random = seeded(seed);
  const partitions = [randomPartition(random, 0, 40 + random(60)), randomPartition(random, 1, 40 + random(60))];
  const faults: Faults = { crashes: 0, storeLosses: 0, zombies: 0, gaps: 0 };
  const store = createCrashableStore(shardCounts);
  let memory = await MemorySignalState.load(store.next());
  const state = decorate(currentOf(() => memory));
  const cache = new LedgerCache();
  let applicationsLeft = Number.POSITIVE_INFINITY;
  const failing = { ...currentOf(() => state), apply: failingApply };

  async function failingApply(batch: Parameters<SignalState["apply"]>[0]) {
    if (--applicationsLeft < 0) throw new Error("crashed between two shards");
    return state.apply(batch);
  }

  const projectors = [await start(0), await start(1)];

  async function start(partition: number, applied?: number): Promise<PartitionProjector> {
    const source = { epoch: EPOCH, partition };
    const { lowest } = fenceRange(await state.fences(keyspace, source));
    return new PartitionProjector({
      state: failing,
      keyspace,
      source,
      window,
      cache,
      applied: applied ?? lowest,
    });
  }

  async function project(partition: number, projector: PartitionProjector, size: number): Promise<void> {
    const from = Math.max(0, projector.applied + 1 - random(4));
    const events = partitions[partition]!.slice(from, projector.applied + 1 + size);
    if (events.length === 0) return;
    if ((await projector.project(events, events.at(-1)!.offset)) === "gap") {
      faults.gaps++;
      projectors[partition] = await start(partition);
    }
  }

  async function crashBetweenShards(partition: number): Promise<void> {
    applicationsLeft = random(2 * shardCounts.films + 1);
    await project(partition, projectors[partition]!, 1 + random(12)).catch(() => faults.crashes++);
    applicationsLeft = Number.POSITIVE_INFINITY;
    projectors[partition] = await start(partition);
  }

  async function zombie(partition: number): Promise<void> {
    const owner = projectors[partition]!;
    const old = await start(partition, Math.max(-1, owner.applied - random(20)));
    faults.zombies++;
    const late = project(partition, old, 1 + random(20));
    await Promise.all([late, project(partition, projectors[partition]!, 1 + random(8))]);
  }

  async function loseTail(partition: number): Promise<void> {
    void memory.snapshot().catch(() => {});
    await project(partition, projectors[partition]!, 1 + random(8));
    memory = await MemorySignalState.load(store.next());
    faults.storeLosses++;
    if (random(2) === 0) projectors[partition] = await start(partition);
  }

  for (let step = 0; step < 60; step++) {
    const partition = random(2);
    const dice = random(100);
    if (dice < 60) await project(partition, projectors[partition]!, 1 + random(12));
    else if (dice < 70) await crashBetweenShards(partition);
    else if (dice < 80) await zombie(partition);
    else if (dice < 90)
      await Promise.all([memory.snapshot(), project(0, projectors[0]!, 3), project(1, projectors[1]!, 5)]);
    else await loseTail(partition);
  }
  for (const [partition, log] of partitions.entries()) {
    // The state may have lost what no later batch would stumble over.
    const last = await start(partition);
    while (last.applied < log.length - 1) await project(partition, last, 20);
  }
  const lines = await linesOf(memory.scan(keyspace));
  await memory.close();
  store.close();
  return { log: partitions.flat(), lines, faults };
}
