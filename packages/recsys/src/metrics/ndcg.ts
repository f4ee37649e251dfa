import { hits } from "./hits.ts";
import type { Ranking } from "./ranking.ts";

/**
 * NDCG@k with binary gains, `Σ 1 / log₂(place + 1)` over the hits, by that of the best list there can be, which is no longer
 * than `k` either (Järvelin & Kekäläinen 2002). 0 where nothing is relevant.
 */
export function ndcg(ranking: Ranking, k: number): number {
  let [gain, ideal] = [0, 0];
  for (let i = 0; i < hits(ranking, k); i++) gain += discounted(ranking.ranks[i]!);
  for (let i = 0; i < Math.min(k, ranking.ranks.length); i++) ideal += discounted(i + 1);
  return ideal === 0 ? 0 : gain / ideal;
}

const discounted = (place: number) => 1 / Math.log2(place + 1);
