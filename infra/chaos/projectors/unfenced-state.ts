import type { EventLog } from "@projectionist/bus";
import { PROJECTOR_GROUP } from "@projectionist/recommender/projector";
import { shardIds, type SignalState } from "@projectionist/recommender/signal-state";

/**
 * The control: a state as a consumer has it that writes first and commits its offset afterwards. Nothing is checked when
 * amounts are added, and where to go on is what the group has committed.
 */
export function unfencedState(state: SignalState, log: Pick<EventLog, "committed">): SignalState {
  let applications = 0;
  return {
    capabilities: state.capabilities,
    shardCounts: state.shardCounts,
    apply: (batch) => {
      const source = { epoch: `unchecked-${process.pid}-${Date.now()}-${applications++}`, partition: 0 };
      return state.apply({ ...batch, source, expectedPrevious: -1 });
    },
    async fences(_keyspace, { partition }) {
      const next = (await log.committed(PROJECTOR_GROUP, "activity.signals"))[partition] ?? 0;
      return new Map(shardIds(state.shardCounts).map((shard) => [shard, next - 1]));
    },
    ledgers: (keyspace, userIds) => state.ledgers(keyspace, userIds),
    settings: (keyspace, initial) => state.settings(keyspace, initial),
    shardFences: (keyspace, epoch, shard) => state.shardFences(keyspace, epoch, shard),
    ledgerVersion: (keyspace, userId) => state.ledgerVersion(keyspace, userId),
    neighbours: (keyspace, movieIds, limit) => state.neighbours(keyspace, movieIds, limit),
    totals: (keyspace, movieIds) => state.totals(keyspace, movieIds),
    top: (keyspace, by, limit) => state.top(keyspace, by, limit),
    scan: (keyspace) => state.scan(keyspace),
    control: (epoch) => state.control(epoch),
    setControl: (epoch, expectedVersion, next) => state.setControl(epoch, expectedVersion, next),
    has: (keyspace) => state.has(keyspace),
    drop: (keyspace, onProgress) => state.drop(keyspace, onProgress),
    close: () => state.close(),
  };
}
