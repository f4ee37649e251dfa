import type { Ranking } from "./ranking.ts";

/**
 * The chance that a relevant film stands before one that is not (Mann and Whitney's U by the number of pairs); ½ where there
 * is no such pair.
 */
export function auc({ ranks, candidates }: Ranking): number {
  const pairs = ranks.length * (candidates - ranks.length);
  if (pairs === 0) return 0.5;
  const wrong = ranks.reduce((sum, rank, i) => sum + rank - (i + 1), 0);
  return 1 - wrong / pairs;
}
