import type { Strategy } from "@projectionist/contracts";
import { personalFilters } from "../filters/personal.ts";
import type { Pipeline } from "../pipeline.ts";
import { awayFromDisliked } from "../scorers/dislike.scorer.ts";
import { genreTaste } from "../scorers/genre-taste.scorer.ts";
import { normalised } from "../scorers/normalised.scorer.ts";
import { seriesInOrder } from "../selectors/series-order.selector.ts";
import { content } from "../sources/content.source.ts";
import { liveCooccurrence } from "../sources/live-cooccurrence.source.ts";
import { appealing } from "../sources/popular.source.ts";
import { series } from "../sources/series.source.ts";
import { unfinished } from "../sources/unfinished.source.ts";

const common = { filters: personalFilters, selectors: [seriesInOrder] };

/** What fits a viewer, or a list of films, best; the whole ranking, uncut. One pipeline for each strategy. */
export const forViewer: Readonly<Record<Strategy, Pipeline>> = {
  auto: {
    ...common,
    sources: [liveCooccurrence, content, series, unfinished],
    scorers: [normalised("cooccurrence"), awayFromDisliked],
  },
  cf: { ...common, sources: [liveCooccurrence], scorers: [normalised("cooccurrence")] },
  baseline: { ...common, sources: [appealing], scorers: [genreTaste] },
};
