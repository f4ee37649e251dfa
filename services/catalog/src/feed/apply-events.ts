import type { MovieRatingsCounted, MovieRemoved, MovieUpserted } from "@projectionist/contracts";
import type { MovieIndex } from "../index/movie-index.ts";

/** What other instances wrote, and what this one did: an event of a version that the index has changes nothing. */
export function applyMovieEvent(index: MovieIndex, event: MovieUpserted | MovieRemoved): void {
  if (event.type === "MovieRemoved") {
    index.remove(event.movieId, event.version);
    return;
  }
  const { type: _type, eventId: _eventId, occurredAt: _occurredAt, movieId, version, ...facts } = event;
  index.upsert(movieId, version, facts);
}

/** A film's counts, whole: the last in the log stands. */
export function applyRatings(index: MovieIndex, event: MovieRatingsCounted): void {
  const { movieId, ratingCount, ratingSum, likes, views } = event;
  index.setRatings(movieId, { ratingCount, ratingSum, likes, views });
}
