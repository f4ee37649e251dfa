import { LedgerCache } from "../../../services/recommender/src/projector/ledger-cache.ts";
import { PartitionProjector } from "../../../services/recommender/src/projector/partition-projector.ts";
import type { LoggedSignal } from "../../../services/recommender/src/projector/project-events.ts";
import { openSignalState } from "../../../services/recommender/src/signal-state/open.ts";
import type { SignalState } from "../../../services/recommender/src/signal-state/signal-state.ts";

export const KEYSPACE = "bench";
const BATCH = 500;
const NEVER_MS = 2 ** 31 - 1;

/** A signal state, and the projector that carries signals into it as the recommender does. */
export type Projection = Readonly<{
  state: SignalState;
  /** Signals in the order of their offsets, which may have holes. */
  project(signals: readonly LoggedSignal[]): Promise<void>;
  close(): Promise<void>;
}>;

/** An empty state with window W; in the memory of this process unless the URL says otherwise. */
export async function openProjection(window: number, url = "sqlite::memory:"): Promise<Projection> {
  const state = await openSignalState(url, { snapshotIntervalMs: NEVER_MS });
  const source = { epoch: "bench", partition: 0 };
  const cache = new LedgerCache();
  const projector = new PartitionProjector({ state, keyspace: KEYSPACE, source, window, cache, applied: -1 });
  return {
    state,
    async project(signals) {
      for (let at = 0; at < signals.length; at += BATCH) {
        const batch = signals.slice(at, at + BATCH);
        const outcome = await projector.project(batch, batch.at(-1)!.offset);
        if (outcome !== "applied") throw new Error(`the state has a gap before offset ${batch[0]!.offset}`);
      }
    },
    close: () => state.close(),
  };
}
