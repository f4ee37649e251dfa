import type { Filter } from "../pipeline.ts";

/** Films that the viewer means to see anyway. */
export const notWatchlisted: Filter = (movieId, { viewer }) =>
  viewer.watchlist.has(movieId) ? "It is on your watchlist." : null;
