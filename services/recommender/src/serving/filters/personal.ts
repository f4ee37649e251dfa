import type { Filter } from "../pipeline.ts";
import { notExcluded } from "./excluded-by-dislike.filter.ts";
import { inCatalog } from "./removed.filter.ts";
import { notSeen } from "./seen.filter.ts";
import { inSeriesOrder } from "./series-order.filter.ts";
import { notWatchlisted } from "./watchlisted.filter.ts";

/** What keeps a film from every row; a dislike is told before the mere fact that the film was seen. */
export const personalFilters: readonly Filter[] = [inCatalog, notExcluded, notSeen, notWatchlisted, inSeriesOrder];
