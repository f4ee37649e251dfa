import { shardIds } from "../../signal-state/shard-of.ts";
import type { ShardId, SignalState } from "../../signal-state/signal-state.ts";

/**
 * A state as a projector has it that writes first and commits its offset afterwards: nothing is checked when amounts are
 * added, and the committed offsets survive what the state loses. The control to show what fences are good for.
 */
export function withoutFences(state: SignalState): SignalState {
  const committed = new Map<string, number>();
  const keyOf = (partition: number, shard: ShardId) => `${partition} ${shard}`;
  let applications = 0;
  return {
    ...state,
    apply: async (batch) => {
      const source = { epoch: `unchecked-${applications++}`, partition: 0 };
      await state.apply({ ...batch, source, expectedPrevious: -1 });
      const key = keyOf(batch.source.partition, batch.shard);
      committed.set(key, Math.max(batch.batchEnd, committed.get(key) ?? -1));
      return "applied";
    },
    fences: async (_keyspace, { partition }) =>
      new Map(shardIds(state.shardCounts).map((shard) => [shard, committed.get(keyOf(partition, shard)) ?? -1])),
    ledgers: (keyspace, userIds) => state.ledgers(keyspace, userIds),
  };
}
