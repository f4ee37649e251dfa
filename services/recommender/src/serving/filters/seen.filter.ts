import type { Filter } from "../pipeline.ts";

/** Films that the viewer has seen. */
export const notSeen: Filter = (movieId, { viewer }) => (viewer.seen.has(movieId) ? "You have seen it." : null);
