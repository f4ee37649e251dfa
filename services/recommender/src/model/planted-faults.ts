import type { SignalState } from "../signal-state/signal-state.ts";
import { withoutFences } from "../projector/testing/without-fences.ts";

/** States with something wrong in them, by what is wrong, which the model has to find. */
export const plantedFaults: Readonly<Record<string, (state: SignalState) => SignalState>> = {
  "amounts are added without asking a fence": withoutFences,
  "a gap is not told": (state) => ({ ...state, apply: (batch) => state.apply({ ...batch, expectedPrevious: -1 }) }),
  "a batch that begins behind the fence is skipped whole": (state) => ({
    ...state,
    async apply(batch) {
      const fence = (await state.fences(batch.keyspace, batch.source)).get(batch.shard)!;
      const first = batch.deltas[0]?.offset ?? batch.batchEnd;
      return state.apply(first > fence ? batch : { ...batch, deltas: [] });
    },
  }),
  "shards without changes stay where they are": (state) => ({
    ...state,
    apply: async (batch) => (batch.deltas.length === 0 ? "applied" : state.apply(batch)),
  }),
  "ledgers are read as they are now": (state) => ({
    ...state,
    ledgers: (keyspace, userIds) => state.ledgers(keyspace, userIds),
  }),
  "retractions do not enter the ledger": (state) => ({
    ...state,
    apply: (batch) => state.apply({ ...batch, deltas: batch.deltas.filter(({ kind }) => kind !== "retract") }),
  }),
  "what was erased is gone at once": (state) => {
    const erased = new Set<string>();
    return {
      ...state,
      apply(batch) {
        for (const delta of batch.deltas) if (delta.kind === "erase") erased.add(delta.userId);
        return state.apply(batch);
      },
      async ledgers(keyspace, userIds, asOf) {
        const ledgers = await state.ledgers(keyspace, userIds, asOf);
        const now = await state.ledgers(keyspace, userIds);
        return new Map(
          [...ledgers].map(([userId, ledger]) => [userId, erased.has(userId) ? now.get(userId)! : ledger]),
        );
      },
    };
  },
};
