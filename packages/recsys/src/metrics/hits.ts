import type { Ranking } from "./ranking.ts";

/** How many relevant films are among the first `k`. */
export function hits({ ranks }: Ranking, k: number): number {
  let count = 0;
  while (count < ranks.length && ranks[count]! <= k) count++;
  return count;
}
