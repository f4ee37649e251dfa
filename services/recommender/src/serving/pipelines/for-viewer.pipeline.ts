import type { Strategy } from "@projectionist/contracts";
import { personalFilters } from "../filters/personal.ts";
import type { Pipeline, Source } from "../pipeline.ts";
import type { Head } from "../served-model.ts";
import { awayFromDisliked } from "../weighings/dislike.weighing.ts";
import { liveBesideTrained } from "../weighings/live-beside-trained.weighing.ts";
import { normalised } from "../weighings/normalised.weighing.ts";
import { trusted } from "../weighings/trusted.weighing.ts";
import { byTaste } from "../sources/by-taste.source.ts";
import { content } from "../sources/content.source.ts";
import { liveCooccurrence } from "../sources/live-cooccurrence.source.ts";
import { newToModel } from "../sources/new-to-model.source.ts";
import { appealing } from "../sources/popular.source.ts";
import { series } from "../sources/series.source.ts";
import { trained } from "../sources/trained.source.ts";
import { unfinished } from "../sources/unfinished.source.ts";

/** What likeness weighs where viewers tell enough: beside all that was seen, and in a row about one film. */
export const CONTENT_SHARE = { ofAll: 0.2, ofOne: 0.6 };

const common = { filters: personalFilters };
const fromSignalsAlone = (head: Head): Pipeline => ({
  ...common,
  sources: [trained(head), liveCooccurrence],
  weighings: [normalised("trained"), normalised("cooccurrence"), liveBesideTrained],
});
const withContent = (head: Head, share: number, ...more: readonly Source[]): Pipeline => ({
  ...common,
  sources: [trained(head), newToModel, liveCooccurrence, content(share), series, ...more],
  weighings: [normalised("trained"), normalised("cooccurrence"), trusted, liveBesideTrained, awayFromDisliked],
});

/** What fits the one film that a row is named after; the whole ranking, uncut. */
export const becauseOf: Readonly<Record<Exclude<Strategy, "baseline">, Pipeline>> = {
  auto: withContent("long-horizon", CONTENT_SHARE.ofOne),
  cf: fromSignalsAlone("long-horizon"),
};

const forViewerBy = (head: Head): Readonly<Record<Strategy, Pipeline>> => ({
  auto: withContent(head, CONTENT_SHARE.ofAll, unfinished),
  cf: fromSignalsAlone(head),
  baseline: { ...common, sources: [byTaste(appealing)], weighings: [] },
});

/** What fits a viewer best now, as the film that comes next; the whole ranking, uncut. */
export const forViewer = forViewerBy("next-item");

/** What a viewer will like at some time; the whole ranking, uncut. */
export const forViewerInTheLongRun = forViewerBy("long-horizon");
