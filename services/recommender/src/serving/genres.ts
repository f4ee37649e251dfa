import { compareIds, topK } from "@projectionist/recsys";
import type { ServingContext } from "./context.ts";
import type { Viewer } from "./viewer.ts";

/** The genres that a viewer likes more than usual, the most liked first. */
export function favouriteGenres({ genres }: Viewer, count: number): string[] {
  return [...genres]
    .filter(([, taste]) => taste > 0)
    .sort(([a, one], [b, other]) => other - one || compareIds(a, b))
    .slice(0, count)
    .map(([genre]) => genre);
}

/** The genres whose films viewers like most, all together. */
export function usualGenres({ catalog, statistics }: ServingContext, count: number): string[] {
  const sums = new Map<string, number>();
  for (const { id, score } of statistics.appeal) {
    for (const genre of catalog.film(id)?.genres ?? []) sums.set(genre, (sums.get(genre) ?? 0) + score);
  }
  return topK(
    [...sums].map(([id, score]) => ({ id, score })),
    count,
  ).map(({ id }) => id);
}
