import { hits } from "./hits.ts";
import type { Ranking } from "./ranking.ts";

/** AP@k: the precisions at each hit's place by `min(k, relevant)`; its mean over users is MAP. 0 where nothing is relevant. */
export function averagePrecision(ranking: Ranking, k: number): number {
  let sum = 0;
  for (let i = 0; i < hits(ranking, k); i++) sum += (i + 1) / ranking.ranks[i]!;
  return sum / Math.max(1, Math.min(k, ranking.ranks.length));
}
