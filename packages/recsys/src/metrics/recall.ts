import { hits } from "./hits.ts";
import type { Ranking } from "./ranking.ts";

/** Recall@k: hits by what could have been hit, `min(k, relevant)` (Liang et al. 2018); 0 where nothing is relevant. */
export function recall(ranking: Ranking, k: number): number {
  return hits(ranking, k) / Math.max(1, Math.min(k, ranking.ranks.length));
}
