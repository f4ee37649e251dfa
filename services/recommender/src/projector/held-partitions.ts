import type { EventLog } from "@projectionist/bus";
import type { SignalState } from "../signal-state/signal-state.ts";
import { LedgerCache } from "./ledger-cache.ts";
import { PartitionProjector, fenceRange } from "./partition-projector.ts";

export type HeldPartitionsOptions = Readonly<{
  log: EventLog;
  topic: string;
  epoch: string;
  state: SignalState;
  keyspace: string;
  window: number;
}>;

/** How the state stands to what a projector expects: `behind` when it lost its tail, `ahead` when the log lost its own. */
export type Standing = "fine" | "behind" | "ahead";

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
    const { state, keyspace, epoch, window } = this.#options;
    const source = { epoch, partition };
    const { lowest } = fenceRange(await state.fences(keyspace, source));
    const projector = new PartitionProjector({ state, keyspace, source, window, cache: this.#cache, applied: lowest });
    this.#projectors.set(partition, projector);
    return projector;
  }

  /** Compares the fences with what the partition's projector has applied, and with the end of the log. */
  async standing(partition: number): Promise<Standing> {
    const { log, topic, state, keyspace, epoch } = this.#options;
    const applied = this.#projectors.get(partition)?.applied ?? -1;
    const { lowest, highest } = fenceRange(await state.fences(keyspace, { epoch, partition }));
    const end = (await log.ends(topic))[partition] ?? 0;
    if (highest >= end) return "ahead";
    return lowest < applied ? "behind" : "fine";
  }
}
