import { compareIds, topK } from "@projectionist/recsys";
import type { FilmStatistics } from "./state/film-statistics.ts";
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
export function usualGenres({ appealByGenre }: FilmStatistics, count: number): string[] {
  const sums = Array.from(appealByGenre, ([id, films]) => ({
    id,
    score: films.reduce((sum, { score }) => sum + score, 0),
  }));
  return topK(sums, count).map(({ id }) => id);
}
