import type { Weighted } from "../signal-state.ts";
import type { Counts } from "./counts.ts";

/** The `limit` largest positive amounts, descending, ties by id. */
export function selectTop(counts: Counts, limit: number, idOf: (key: number) => string): Weighted[] {
  const { keys, amounts } = counts.columns();
  const least = limit < amounts.length ? amounts.slice().sort().at(-limit) : 0;
  const top: Weighted[] = [];
  for (let index = 0; index < keys.length; index++) {
    const amount = amounts[index]!;
    if (amount > 0 && amount >= least!) top.push([idOf(keys[index]!), amount]);
  }
  return sortByAmount(top).slice(0, limit);
}

/** Amount descending, ties by id in code-unit order. */
export function sortByAmount(list: Weighted[]): Weighted[] {
  return list.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
