import type { Strategy } from "@projectionist/contracts";
import { personalFilters } from "../filters/personal.ts";
import type { Pipeline } from "../pipeline.ts";
import { awayFromDisliked } from "../scorers/dislike.scorer.ts";
import { genreTaste } from "../scorers/genre-taste.scorer.ts";
import { normalised } from "../scorers/normalised.scorer.ts";
import { content } from "../sources/content.source.ts";
import { liveCooccurrence } from "../sources/live-cooccurrence.source.ts";
import { appealing } from "../sources/popular.source.ts";
import { series } from "../sources/series.source.ts";
import { unfinished } from "../sources/unfinished.source.ts";

const common = { filters: personalFilters, selectors: [] };
const fromBaselines: Pipeline = {
  ...common,
  sources: [liveCooccurrence, content, series],
  scorers: [normalised("cooccurrence"), awayFromDisliked],
};
const fromCountsAlone: Pipeline = { ...common, sources: [liveCooccurrence], scorers: [normalised("cooccurrence")] };

/** What fits the viewer's baselines, all of them or the one that a row is named after; the whole ranking, uncut. */
export const becauseOf: Readonly<Record<Exclude<Strategy, "baseline">, Pipeline>> = {
  auto: fromBaselines,
  cf: fromCountsAlone,
};

/** What fits a viewer best; the whole ranking, uncut. */
export const forViewer: Readonly<Record<Strategy, Pipeline>> = {
  auto: { ...fromBaselines, sources: [...fromBaselines.sources, unfinished] },
  cf: fromCountsAlone,
  baseline: { ...common, sources: [appealing], scorers: [genreTaste] },
};
