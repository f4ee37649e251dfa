import type { Candidate } from "../candidate.ts";
import type { Selector } from "../pipeline.ts";
import { unseenPredecessor } from "../series-order.ts";

/**
 * Of a series, only the earliest unseen film, in the place of the best of its films and for the same reasons; none when
 * that film is on the watchlist anyway.
 */
export const seriesInOrder: Selector = (candidates, { viewer, catalog }) => {
  const taken = new Set<string>();
  return candidates.flatMap((candidate): Candidate[] => {
    const movieId = unseenPredecessor(candidate.movieId, viewer.seen, catalog) ?? candidate.movieId;
    if (taken.has(movieId) || viewer.watchlist.has(movieId)) return [];
    taken.add(movieId);
    return [{ ...candidate, movieId }];
  });
};
