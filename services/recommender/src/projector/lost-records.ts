import type { SignalState } from "../signal-state/signal-state.ts";

/** Moves after the films' shards, and every state has it. */
const SHARD = "v0";

/**
 * The partitions of which the log is known to have lost records that a keyspace reflects. The keyspace itself keeps them,
 * as fences under an epoch of their own: by the next start new records may stand where the lost ones stood, and nothing
 * else would tell them apart.
 */
export class LostRecords {
  readonly #state: SignalState;
  readonly #keyspace: string;
  readonly #epoch: string;

  constructor(state: SignalState, keyspace: string, epoch: string) {
    this.#state = state;
    this.#keyspace = keyspace;
    this.#epoch = `${epoch} lost`;
  }

  /** Notes for the life of the keyspace that the partition ended, at `end`, before what the keyspace reflects. */
  async note(partition: number, end: number): Promise<void> {
    await this.#state.apply({
      keyspace: this.#keyspace,
      source: { epoch: this.#epoch, partition },
      shard: SHARD,
      expectedPrevious: -1,
      batchEnd: end,
      deltas: [],
    });
  }

  async has(partition: number): Promise<boolean> {
    return (await this.#state.shardFences(this.#keyspace, this.#epoch, SHARD)).has(partition);
  }
}
