import type { Strategy } from "@projectionist/contracts";
import { personalFilters } from "../filters/personal.ts";
import type { Pipeline, Source } from "../pipeline.ts";
import { awayFromDisliked } from "../scorers/dislike.scorer.ts";
import { genreTaste } from "../scorers/genre-taste.scorer.ts";
import { normalised } from "../scorers/normalised.scorer.ts";
import { trusted } from "../scorers/trusted.scorer.ts";
import { content } from "../sources/content.source.ts";
import { liveCooccurrence } from "../sources/live-cooccurrence.source.ts";
import { appealing } from "../sources/popular.source.ts";
import { series } from "../sources/series.source.ts";
import { unfinished } from "../sources/unfinished.source.ts";

/** What likeness weighs where viewers tell enough: beside all that was seen, and in a row about one film. */
const CONTENT_SHARE = { ofAll: 0.2, ofOne: 0.6 };

const common = { filters: personalFilters, selectors: [] };
const fromCountsAlone: Pipeline = { ...common, sources: [liveCooccurrence], scorers: [normalised("cooccurrence")] };
const withContent = (share: number, ...more: readonly Source[]): Pipeline => ({
  ...common,
  sources: [liveCooccurrence, content(share), series, ...more],
  scorers: [normalised("cooccurrence"), trusted, awayFromDisliked],
});

/** What fits the one film that a row is named after; the whole ranking, uncut. */
export const becauseOf: Readonly<Record<Exclude<Strategy, "baseline">, Pipeline>> = {
  auto: withContent(CONTENT_SHARE.ofOne),
  cf: fromCountsAlone,
};

/** What fits a viewer best; the whole ranking, uncut. */
export const forViewer: Readonly<Record<Strategy, Pipeline>> = {
  auto: withContent(CONTENT_SHARE.ofAll, unfinished),
  cf: fromCountsAlone,
  baseline: { ...common, sources: [appealing], scorers: [genreTaste] },
};
