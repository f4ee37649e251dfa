import { exposure, type Lists } from "./exposure.ts";

/** How unevenly the whole catalog is shown, by Gini's coefficient: 0 all alike, near 1 one film only; 0 of nothing shown. */
export function gini(lists: Lists, itemCount: number): number {
  const shown = exposure(lists, itemCount).sort();
  let [sum, weighted] = [0, 0];
  for (const [i, count] of shown.entries()) {
    sum += count;
    weighted += (2 * (i + 1) - itemCount - 1) * count;
  }
  return sum === 0 ? 0 : weighted / (sum * itemCount);
}
