import { hits } from "./hits.ts";
import type { Ranking } from "./ranking.ts";

/** Precision@k: the part of the first `k` places that is relevant; places that no film fills count as misses. */
export function precision(ranking: Ranking, k: number): number {
  return hits(ranking, k) / k;
}
