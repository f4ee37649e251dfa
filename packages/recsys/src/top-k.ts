import type { Scored } from "./scored.ts";

/** Order of ids: by code unit, the same on every machine. */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Score descending, ties by id: a total order, so that lists are the same wherever they are made. */
export function byScore(a: Scored, b: Scored): number {
  return a.score === b.score ? compareIds(a.id, b.id) : a.score > b.score ? -1 : 1;
}

/** The `k` best, best first; the input stays as it is. */
export function topK<T extends Scored>(items: Iterable<T>, k: number): T[] {
  return [...items].sort(byScore).slice(0, k);
}
