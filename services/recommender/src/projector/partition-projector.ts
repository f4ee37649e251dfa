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
    let isApplied = false;
    try {
      const ledgers = await this.#ledgersOf(fresh);
      if (ledgers === "gap") return "gap";
      const deltas = projectEvents(fresh, ledgers, state.shardCounts, cache.ids);
      for (const kind of ["f", "v"]) {
        if ((await this.#apply(kind, deltas, batchEnd)) === "gap") return "gap";
      }
      isApplied = true;
    } finally {
      // Ledgers that went through events which are not applied, or not known to be, are of no more use.
      if (!isApplied) for (const { event } of fresh) cache.forget(event.userId);
    }
    cache.grew(fresh.length);
    this.#applied = Math.max(this.#applied, batchEnd);
    return "applied";
  }

  /** For each event its viewer's ledger; those that are not at hand are read at once. */
  async #ledgersOf(events: readonly LoggedSignal[]): Promise<EvolvingLedger[] | "gap"> {
    const { cache } = this.#options;
    const cached = events.map(({ event }) => cache.get(event.userId, this));
    const unread = new Set(events.flatMap(({ event }, index) => (cached[index] ? [] : event.userId)));
    if (unread.size === 0) return cached as EvolvingLedger[];
    try {
      const read = await this.#readLedgers(unread);
      return cached.map((ledger, index) => ledger ?? read.get(events[index]!.event.userId)!);
    } catch (error) {
      if (error instanceof StateBehindError) return "gap";
      throw error;
    }
  }

  async #readLedgers(userIds: ReadonlySet<string>): Promise<Map<string, EvolvingLedger>> {
    const { state, keyspace, source, window, cache } = this.#options;
    const stored = await state.ledgers(keyspace, [...userIds], { ...source, offset: this.#applied + 1 });
    const read = new Map<string, EvolvingLedger>();
    for (const userId of userIds) {
      const ledger = new EvolvingLedger(stored.get(userId) ?? [], window);
      read.set(userId, ledger);
      cache.put(userId, this, ledger);
    }
    return read;
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
