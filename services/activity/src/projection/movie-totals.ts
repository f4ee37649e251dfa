import type { MovieDocument } from "./collections.ts";
import { starIndexOf, type Standing } from "./standing.ts";

/** What one event changed in a viewer's standing with a film. */
export type MovieChange = Readonly<{ offset: number; before: Standing; after: Standing }>;

/** A film that nobody has said anything about. */
export function emptyMovie(movieId: string): MovieDocument {
  return { movieId, ratings: Array.from({ length: 10 }, () => 0), likes: 0, views: 0, fences: {}, unpublished: false };
}

/** Whether a change in a viewer's standing changes the film's totals. */
export function changesTotals({ before, after }: Omit<MovieChange, "offset">): boolean {
  return before.rated?.value !== after.rated?.value || before.liked !== after.liked || before.viewed !== after.viewed;
}

/**
 * The film with those of a partition's changes (in log order) that are behind its fence; the same object when there are
 * none, so that events that are delivered again change nothing.
 */
export function withChanges(movie: MovieDocument, partition: number, changes: readonly MovieChange[]): MovieDocument {
  const fence = movie.fences[partition] ?? -1;
  const fresh = changes.filter(({ offset }) => offset > fence);
  const last = fresh.at(-1);
  if (!last) return movie;
  const ratings = [...movie.ratings];
  let { likes, views } = movie;
  for (const { before, after } of fresh) {
    count(ratings, before, -1);
    count(ratings, after, 1);
    likes += Number(after.liked) - Number(before.liked);
    views += Number(after.viewed) - Number(before.viewed);
  }
  const fences = { ...movie.fences, [partition]: last.offset };
  return { movieId: movie.movieId, ratings, likes, views, fences, unpublished: true };
}

/** How many viewers rated the film, and the sum of their stars. */
export function ratingTotals({ ratings }: MovieDocument): Readonly<{ count: number; sum: number }> {
  let total = 0;
  let halves = 0;
  for (const [index, viewers] of ratings.entries()) {
    total += viewers;
    halves += viewers * (index + 1);
  }
  return { count: total, sum: halves / 2 };
}

function count(ratings: number[], { rated }: Standing, by: number): void {
  const index = starIndexOf(rated?.value ?? null);
  if (index !== undefined) ratings[index] = (ratings[index] ?? 0) + by;
}
