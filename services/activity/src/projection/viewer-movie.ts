import type { Entry, ViewerMovieDocument } from "./collections.ts";
import { standingBefore } from "./standing.ts";

/** The document of a viewer and a film, with the lists that its entries put it into. */
export function viewerMovieOf(id: string, entries: readonly Entry[]): ViewerMovieDocument {
  const slash = id.indexOf("/");
  const { rated, listed, review } = standingBefore(entries, Infinity);
  return {
    userId: id.slice(0, slash),
    movieId: id.slice(slash + 1),
    entries,
    ...(rated ? { ratedOffset: rated.offset } : {}),
    ...(listed ? { listedOffset: listed.offset } : {}),
    ...(review ? { reviewOffset: review.offset, reviewedAt: review.occurredAt } : {}),
  };
}
