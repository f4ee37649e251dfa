import { hits } from "./hits.ts";
import type { Ranking } from "./ranking.ts";

/** HR@k: 1 where any relevant film is among the first `k`, else 0. */
export function hitRate(ranking: Ranking, k: number): number {
  return hits(ranking, k) > 0 ? 1 : 0;
}
