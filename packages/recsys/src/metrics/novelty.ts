import type { Lists } from "./exposure.ts";

/**
 * The mean self-information of what is shown, in bits: `-log₂((users who had the film + 1) / users)` (Vargas & Castells 2011).
 * `popularity` has for each film how many of `userCount` had it. 0 of nothing shown.
 */
export function novelty(lists: Lists, popularity: ArrayLike<number>, userCount: number): number {
  let [sum, shown] = [0, 0];
  for (const list of lists)
    for (let i = 0; i < list.length; i++, shown++) sum -= Math.log2((popularity[list[i]!]! + 1) / userCount);
  return shown === 0 ? 0 : sum / shown;
}
