import { EvolvingLedger } from "../ledger/evolving-ledger.ts";
import { StateBehindError } from "../signal-state/signal-state.ts";
import type { LogSource, ShardId, SignalState } from "../signal-state/signal-state.ts";
import type { LedgerCache } from "./ledger-cache.ts";
import { projectEvents } from "./project-events.ts";
import type { DeltasByShard, LoggedSignal } from "./project-events.ts";

export type PartitionProjectorOptions = Readonly<{
  state: SignalState;
  keyspace: string;
  source: LogSource;
  window: number;
  cache: LedgerCache;
  /** The lowest of the shards' fences: where to begin. */
  applied: number;
}>;

/** Carries one partition's events into the state, from one offset on without a gap; after a gap it is of no more use. */
export class PartitionProjector {
  readonly #options: PartitionProjectorOptions;
  #applied: number;

  constructor(options: PartitionProjectorOptions) {
    this.#options = options;
    this.#applied = options.applied;
  }

  /** The last offset that every shard reflects, unless the store lost it since. */
  get applied(): number {
    return this.#applied;
  }

  /**
   * Applies a batch of the partition that ends at `batchEnd`: film shards first, the viewers' shards last, so that after
   * a crash in between the ledgers still are as the same events need them. Events applied before are skipped.
   * Answers `gap` when the store lost its tail. A throw leaves everything so that the batch can be tried again.
   */
  async project(events: readonly LoggedSignal[], batchEnd: number): Promise<"applied" | "gap"> {
    const { state, cache } = this.#options;
    const fresh = events.filter(({ offset }) => offset > this.#applied);
    const ledgers = await this.#ledgersOf(new Set(fresh.map(({ event }) => event.userId)));
    if (ledgers === "gap") return "gap";
    const deltas = projectEvents(fresh, ledgers, state.shardCounts);
    for (const kind of ["f", "v"]) {
      if ((await this.#apply(kind, deltas, batchEnd)) === "gap") return "gap";
    }
    this.#applied = Math.max(this.#applied, batchEnd);
    for (const [userId, ledger] of ledgers) cache.put(userId, this, ledger);
    return "applied";
  }

  async #ledgersOf(userIds: ReadonlySet<string>): Promise<Map<string, EvolvingLedger> | "gap"> {
    const { state, keyspace, source, window, cache } = this.#options;
    const ledgers = new Map<string, EvolvingLedger>();
    const unread: string[] = [];
    for (const userId of userIds) {
      const cached = cache.take(userId, this);
      if (cached) ledgers.set(userId, cached);
      else unread.push(userId);
    }
    if (unread.length === 0) return ledgers;
    try {
      const stored = await state.ledgers(keyspace, unread, { ...source, offset: this.#applied + 1 });
      for (const userId of unread) ledgers.set(userId, new EvolvingLedger(stored.get(userId) ?? [], window));
      return ledgers;
    } catch (error) {
      if (error instanceof StateBehindError) return "gap";
      throw error;
    }
  }

  async #apply(kind: string, deltas: DeltasByShard, batchEnd: number): Promise<"applied" | "gap"> {
    const { state, keyspace, source } = this.#options;
    const expectedPrevious = this.#applied;
    const shards = [...deltas].filter(([shard]) => shard.startsWith(kind));
    const outcomes = await Promise.all(
      shards.map(([shard, ofShard]) =>
        state.apply({ keyspace, source, shard, expectedPrevious, batchEnd, deltas: ofShard }),
      ),
    );
    return outcomes.includes("gap") ? "gap" : "applied";
  }
}

/** The offset up to which all shards reflect a partition, and the one that some shard reflects. */
export function fenceRange(fences: ReadonlyMap<ShardId, number>): Readonly<{ lowest: number; highest: number }> {
  return { lowest: Math.min(...fences.values()), highest: Math.max(...fences.values()) };
}
