import { totalNames } from "../signal-state.ts";
import type { FilmTotals, Weighted } from "../signal-state.ts";

/** The totals of a film as they are stored: amounts in the order of the totals' names. */
export function parseTotals(stored: string): FilmTotals {
  const amounts = stored.split(" ");
  return Object.fromEntries(totalNames.map((name, index) => [name, Number(amounts[index])])) as FilmTotals;
}

/** Members and scores by turns as a list: amounts above zero, descending, ties by id. */
export function weightedOf(membersAndScores: readonly string[]): Weighted[] {
  const list: Weighted[] = [];
  for (let at = 0; at < membersAndScores.length; at += 2) {
    const amount = Number(membersAndScores[at + 1]);
    if (amount > 0) list.push([membersAndScores[at]!, amount]);
  }
  return list.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
