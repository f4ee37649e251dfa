import { replaceLeast } from "@projectionist/recsys";
import type { Weighted } from "../signal-state.ts";
import type { Counts } from "./counts.ts";

/** The `limit` largest positive amounts, descending, ties by id. */
export function selectTop(counts: Counts, limit: number, idOf: (key: number) => string): Weighted[] {
  const least = leastOfTop(counts, limit);
  const top: Weighted[] = [];
  counts.forEach((key, amount) => {
    if (amount > 0 && amount >= least) top.push([idOf(key), amount]);
  });
  return sortByAmount(top).slice(0, limit);
}

/** Amount descending, ties by id in code-unit order. */
export function sortByAmount(list: Weighted[]): Weighted[] {
  return list.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

/** The `limit`-th largest positive amount, 0 where there are fewer. */
function leastOfTop(counts: Counts, limit: number): number {
  if (limit === 0) return Infinity;
  const heap = new Float64Array(limit);
  let least = 0;
  counts.forEach((_key, amount) => {
    if (amount > least) least = replaceLeast(heap, amount);
  });
  return least;
}
