import { hits } from "./hits.ts";
import type { Ranking } from "./ranking.ts";

/** RR@k: 1 by the place of the best relevant film, 0 where it is not among the first `k`; its mean over users is MRR. */
export function reciprocalRank(ranking: Ranking, k: number): number {
  return hits(ranking, k) > 0 ? 1 / ranking.ranks[0]! : 0;
}
