import type { Filter } from "../pipeline.ts";

/** Films that the viewer disliked, rated low or did not want. */
export const notExcluded: Filter = (movieId, { viewer }) =>
  viewer.excluded.has(movieId) ? "You told that it is not for you." : null;
