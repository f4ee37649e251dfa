import type { SignalState } from "../signal-state/signal-state.ts";

export type CaughtUpOptions = Readonly<{
  state: SignalState;
  /** Which keyspace serves now. */
  keyspace: () => string;
  /** The signals topic's. */
  epoch: string;
  /** The ends of the topic's partitions that have to be reached, by partition. */
  ends: readonly number[];
}>;

/**
 * A probe that passes once every shard reflects what lies before these ends, whoever projected it, and from then on
 * always: what the state loses later is the projector's to repair, not a reason to take no requests.
 */
export function createCaughtUp({ state, keyspace, epoch, ends }: CaughtUpOptions): () => Promise<void> {
  const behind = new Map([...ends.entries()].filter(([, end]) => end > 0));
  return async () => {
    for (const [partition, end] of behind) {
      const fences = await state.fences(keyspace(), { epoch, partition });
      if (Math.min(...fences.values()) >= end - 1) behind.delete(partition);
    }
    if (behind.size > 0)
      throw new Error(
        `the signals of partitions ${[...behind.keys()].join(", ")} that were there at the start are not all counted yet`,
      );
  };
}
