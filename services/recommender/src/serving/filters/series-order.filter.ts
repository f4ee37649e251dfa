import type { Filter } from "../pipeline.ts";
import { unseenPredecessor } from "../series-order.ts";

/** Sequels of films that the viewer has not seen yet. */
export const inSeriesOrder: Filter = (movieId, { viewer, catalog }) => {
  const before = unseenPredecessor(movieId, viewer.seen, catalog);
  return before === undefined
    ? null
    : `${catalog.film(before)?.title ?? before} comes before it, and you have not seen that.`;
};
