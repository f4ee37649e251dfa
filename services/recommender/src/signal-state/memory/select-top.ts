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

/**
 * The `limit`-th largest positive amount, 0 where there are fewer: the root of a heap of the largest so far, which most
 * amounts of a long row never enter.
 */
function leastOfTop(counts: Counts, limit: number): number {
  if (limit === 0) return Infinity;
  const heap = new Float64Array(limit);
  counts.forEach((_key, amount) => {
    if (amount <= heap[0]!) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= limit) break;
      if (child + 1 < limit && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= amount) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = amount;
  });
  return heap[0]!;
}
