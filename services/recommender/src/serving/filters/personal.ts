import type { Filter } from "../pipeline.ts";
import { notExcluded } from "./excluded-by-dislike.filter.ts";
import { inCatalog } from "./removed.filter.ts";
import { notSeen } from "./seen.filter.ts";
import { inSeriesOrder } from "./series-order.filter.ts";
import { notWatchlisted } from "./watchlisted.filter.ts";

/**
 * What keeps a film from every row; a dislike is told before the mere fact that the film was seen. What only the viewer's own
 * films decide comes first, for it is decided fastest.
 */
export const personalFilters: readonly Filter[] = [notExcluded, notSeen, notWatchlisted, inCatalog, inSeriesOrder];
