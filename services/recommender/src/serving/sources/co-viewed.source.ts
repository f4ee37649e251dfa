import { itemSimilarity } from "@projectionist/recsys";
import { candidateOf } from "../candidate.ts";
import { PAIR_UNIT } from "../context.ts";
import type { Source } from "../pipeline.ts";

/**
 * Films that viewers saw before or after a baseline. Those that came before it are found as far as the context holds
 * their neighbours.
 */
export const coViewed: Source = ({ viewer, neighbours, statistics }) =>
  viewer.baselines.flatMap(({ movieId: baseline, weight }) => {
    const counts = new Map((neighbours.get(baseline) ?? []).map(([id, forward]) => [id, { forward, backward: 0 }]));
    for (const [id, after] of neighbours) {
      const backward = id === baseline ? undefined : after.find(([next]) => next === baseline)?.[1];
      if (backward !== undefined) counts.set(id, { forward: counts.get(id)?.forward ?? 0, backward });
    }
    return [...counts].map(([id, { forward, backward }]) => {
      const viewers = [statistics.viewers(baseline), statistics.viewers(id)] as const;
      const similarity = itemSimilarity({ forward: forward / PAIR_UNIT, backward: backward / PAIR_UNIT }, viewers);
      return candidateOf(id, [{ kind: "cooccurrence" as const, baseline, amount: weight * similarity }]);
    });
  });
