import type { MovieRatingsCounted, MovieRemoved, MovieUpserted } from "@projectionist/contracts";
import type { MovieIndex } from "../index/movie-index.ts";
import { applyDocument, type Catalog } from "../movies/write-movies.ts";

/**
 * What other instances wrote, and what this one did: an event of a version that the index has changes nothing. The
 * stored films are read, which know more than their events tell.
 */
export async function applyMovieEvents(
  { movies, index }: Pick<Catalog, "movies" | "index">,
  events: readonly (MovieUpserted | MovieRemoved)[],
): Promise<void> {
  const news = events.filter(({ movieId, version }) => index.isNews(movieId, version));
  if (news.length === 0) return;
  const stored = await movies.getMany([...new Set(news.map(({ movieId }) => movieId))]);
  for (const { id, version, value } of stored.values()) applyDocument(index, id, version, value);
}

/** A film's counts, whole: the last in the log stands. */
export function applyRatings(index: MovieIndex, event: MovieRatingsCounted): void {
  const { movieId, ratingCount, ratingSum, likes, views } = event;
  index.setRatings(movieId, { ratingCount, ratingSum, likes, views });
}
