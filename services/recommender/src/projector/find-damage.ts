import { shardIds } from "../signal-state/shard-of.ts";
import { StateDamagedError, type LogSource, type SignalState } from "../signal-state/signal-state.ts";

export type DamageOptions = Readonly<{
  state: SignalState;
  keyspace: string;
  source: LogSource;
  /** What every shard reflects: batches that end here change nothing. */
  applied: number;
}>;

/** What is wrong with a shard, as far as a partition of the log is concerned; undefined where all are sound. */
export async function findDamage(options: DamageOptions): Promise<StateDamagedError | undefined> {
  const { state, keyspace, source, applied } = options;
  const nothing = { keyspace, source, expectedPrevious: applied, batchEnd: applied, deltas: [] };
  try {
    await Promise.all(shardIds(state.shardCounts).map((shard) => state.apply({ ...nothing, shard })));
    return undefined;
  } catch (error) {
    if (error instanceof StateDamagedError) return error;
    throw error;
  }
}
