import type { Filter } from "../pipeline.ts";

/** Films that are not, or no longer, in the catalog. */
export const inCatalog: Filter = (movieId, { catalog }) =>
  catalog.film(movieId) ? null : "It is not in the catalog any more.";
