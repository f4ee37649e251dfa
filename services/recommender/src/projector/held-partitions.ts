import type { EventLog } from "@projectionist/bus";
import type { SignalState, StateDamagedError } from "../signal-state/signal-state.ts";
import { findDamage } from "./find-damage.ts";
import { LedgerCache } from "./ledger-cache.ts";
import { PartitionProjector, fenceRange } from "./partition-projector.ts";

export type HeldPartitionsOptions = Readonly<{
  log: Pick<EventLog, "ends">;
  topic: string;
  epoch: string;
  state: SignalState;
  keyspace: string;
  window: number;
}>;

/**
 * How the state stands to what a projector expects: `behind` when it lost its tail, `ahead` when the log lost its own.
 * `end` is the partition's in the log.
 */
export type Standing = Readonly<{ verdict: "fine" | "behind" | "ahead"; end: number }>;

/** The projectors of the partitions that this member was given, by partition. */
export class HeldPartitions {
  readonly #options: HeldPartitionsOptions;
  readonly #cache = new LedgerCache();
  readonly #projectors = new Map<number, PartitionProjector>();

  constructor(options: HeldPartitionsOptions) {
    this.#options = options;
  }

  projector(partition: number): PartitionProjector | undefined {
    return this.#projectors.get(partition);
  }

  /** Begins (again) behind the lowest fence, with a new projector. */
  async begin(partition: number): Promise<PartitionProjector> {
    const { state, keyspace, epoch } = this.#options;
    const source = { epoch, partition };
    // A store that lost everything has lost the keyspace's settings too.
    const { window } = await state.settings(keyspace, { window: this.#options.window });
    const { lowest } = fenceRange(await state.fences(keyspace, source));
    const projector = new PartitionProjector({ state, keyspace, source, window, cache: this.#cache, applied: lowest });
    this.#projectors.set(partition, projector);
    return projector;
  }

  /** Compares the fences of partitions with what their projectors have applied, and with the ends of the log. */
  async standings(partitions: readonly number[]): Promise<Map<number, Standing>> {
    const { log, topic, state, keyspace, epoch } = this.#options;
    const applied = partitions.map((partition) => this.#projectors.get(partition)?.applied ?? -1);
    const fences = await Promise.all(partitions.map((partition) => state.fences(keyspace, { epoch, partition })));
    const ends = await log.ends(topic);
    return new Map(
      partitions.map((partition, index) => {
        const { lowest, highest } = fenceRange(fences[index]!);
        const end = ends[partition] ?? 0;
        return [partition, { verdict: highest >= end ? "ahead" : lowest < applied[index]! ? "behind" : "fine", end }];
      }),
    );
  }

  /** What is wrong with a shard, as far as the partition is concerned. */
  async damage(partition: number): Promise<StateDamagedError | undefined> {
    const { state, keyspace, epoch } = this.#options;
    const projector = this.#projectors.get(partition);
    return projector && findDamage({ state, keyspace, source: { epoch, partition }, applied: projector.applied });
  }
}
