import type { Strategy } from "@projectionist/contracts";
import { firstOf } from "../candidate.ts";
import { personalFilters } from "../filters/personal.ts";
import { inCatalog } from "../filters/removed.filter.ts";
import { runList, runPipeline, type Pipeline, type Source } from "../pipeline.ts";
import type { List } from "./lists.pipeline.ts";
import { ofAll, ofOne, type Shares } from "./shares.ts";
import type { Head } from "../served-model.ts";
import { awayFromDisliked } from "../weighings/dislike.weighing.ts";
import { liveBesideTrained } from "../weighings/live-beside-trained.weighing.ts";
import { normalised } from "../weighings/normalised.weighing.ts";
import { trusted } from "../weighings/trusted.weighing.ts";
import { byTaste } from "../sources/by-taste.source.ts";
import { content } from "../sources/content.source.ts";
import { ENOUGH_OF_A_KIND } from "../sources/enough.ts";
import { liveCooccurrence } from "../sources/live-cooccurrence.source.ts";
import { newToModel } from "../sources/new-to-model.source.ts";
import { appealing } from "../sources/popular.source.ts";
import { remembered } from "../sources/remembered.source.ts";
import { series } from "../sources/series.source.ts";
import { trained } from "../sources/trained.source.ts";
import { unfinished } from "../sources/unfinished.source.ts";

const common = { filters: personalFilters };
const fromSignalsAlone = (head: Head, { live }: Shares): Pipeline => ({
  ...common,
  sources: [trained(head), liveCooccurrence],
  weighings: [normalised("trained"), normalised("cooccurrence"), liveBesideTrained(live)],
});
const withContent = (head: Head, shares: Shares): Pipeline => ({
  ...common,
  sources: [trained(head), newToModel, liveCooccurrence, content(shares.content)],
  weighings: [normalised("trained"), normalised("cooccurrence"), trusted, liveBesideTrained(shares.live)],
});
const withMore = ({ sources, weighings, filters }: Pipeline, more: Omit<Pipeline, "filters">): Pipeline => ({
  filters,
  sources: [...sources, ...more.sources],
  weighings: [...weighings, ...more.weighings],
});

const toAnybody = (pipeline: Pipeline): Pipeline => ({ ...pipeline, filters: [inCatalog] });

/** What fits one film, whoever asks, weighed by `shares`. */
export const likeOne = (shares: Shares): Pipeline => toAnybody(withContent("long-horizon", shares));

/** What fits the one film that a row is named after, more than a row shows; best first. */
export const becauseOf: Readonly<Record<Exclude<Strategy, "baseline">, List>> = {
  auto: listOf({
    sources: [remembered("auto", likeOne(ofOne)), series],
    weighings: [awayFromDisliked],
  }),
  cf: listOf({ sources: [remembered("cf", toAnybody(fromSignalsAlone("long-horizon", ofOne)))], weighings: [] }),
};

/** Of each source the best films that the viewer may be shown: its weights only take from what was found. */
function listOf({ sources, weighings }: Omit<Pipeline, "filters">): List {
  const wanted = sources.map((source): Source => {
    return (context) => firstOf(runList(source, personalFilters, context), ENOUGH_OF_A_KIND);
  });
  return (context) => runPipeline({ sources: wanted, filters: [], weighings }, context);
}

/** Everything that speaks to a viewer, weighed by `shares`; the whole ranking, uncut. */
export const ofEverything = (head: Head, shares: Shares): Pipeline =>
  withMore(withContent(head, shares), { sources: [series, unfinished], weighings: [awayFromDisliked] });

const forViewerBy = (head: Head): Readonly<Record<Strategy, Pipeline>> => ({
  auto: ofEverything(head, ofAll[head]),
  cf: fromSignalsAlone(head, ofAll[head]),
  baseline: { ...common, sources: [byTaste(appealing)], weighings: [] },
});

/** What fits a viewer best now, as the film that comes next; the whole ranking, uncut. */
export const forViewer = forViewerBy("next-item");

/** What a viewer will like at some time; the whole ranking, uncut. */
export const forViewerInTheLongRun = forViewerBy("long-horizon");
