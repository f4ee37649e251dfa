import { decodeRecords } from "../../packages/service-kit/src/index.ts";
import type { SignalEvent } from "../../packages/contracts/src/index.ts";
import { LedgerCache } from "../../services/recommender/src/projector/ledger-cache.ts";
import { PartitionProjector } from "../../services/recommender/src/projector/partition-projector.ts";
import type { SignalState } from "../../services/recommender/src/signal-state/signal-state.ts";
import type { LogPartition } from "./signal-log.ts";

export const BATCH = 500;
const WINDOW = 10;

/** Carries a whole log into the state, its partitions side by side, and answers the seconds that it took. */
export async function carryAll(log: readonly LogPartition[], state: SignalState): Promise<number> {
  const cache = new LedgerCache();
  const began = performance.now();
  await Promise.all(log.map((partition) => carry(partition, state, cache)));
  return (performance.now() - began) / 1000;
}

/** Decodes a whole log, and does nothing else. */
export function decodeAll(log: readonly LogPartition[]): void {
  for (const partition of log) {
    for (let at = 0; at < partition.end; at += BATCH) decodeRecords<SignalEvent>(partition.read(at, BATCH));
  }
}

async function carry(log: LogPartition, state: SignalState, cache: LedgerCache): Promise<void> {
  const source = { epoch: "bench", partition: log.partition };
  const projector = new PartitionProjector({ state, keyspace: "bench", source, window: WINDOW, cache, applied: -1 });
  for (let at = 0; at < log.end; at += BATCH) {
    const records = log.read(at, BATCH);
    await projector.project(decodeRecords<SignalEvent>(records).events, records.at(-1)!.offset);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
