import type { Catalog } from "../../../services/recommender/src/catalog-copy/catalog-copy.ts";
import type { ServingContext } from "../../../services/recommender/src/serving/context.ts";
import { runPipeline } from "../../../services/recommender/src/serving/pipeline.ts";
import { forViewer } from "../../../services/recommender/src/serving/pipelines/for-viewer.pipeline.ts";
import { diversified } from "../../../services/recommender/src/serving/selectors/diversified.selector.ts";
import { ledBy } from "../../../services/recommender/src/serving/selectors/led.selector.ts";
import {
  filmStatistics,
  type FilmStatistics,
} from "../../../services/recommender/src/serving/state/film-statistics.ts";
import { createSignalReader } from "../../../services/recommender/src/serving/state/signal-reader.ts";
import { viewerOfProfile } from "../../../services/recommender/src/serving/viewer.ts";
import type { SignalState } from "../../../services/recommender/src/signal-state/signal-state.ts";
import { KEYSPACE } from "./projection.ts";

/**
 * What is measured of a viewer's list: `counts`, the ranking by live co-occurrence alone; `served`, the list that the
 * recommender answers, with content, series and variety.
 */
export const listNames = ["counts", "served"] as const;
export type ListName = (typeof listNames)[number];
export type Lists = Readonly<Record<ListName, readonly string[]>>;

export const LENGTH = 10;
/** Statistics of all films are taken anew after so many lists: the recommender does it each second. */
const LISTS_PER_STATISTICS = 250;

/** Answers viewers' first ten films from the state as it stands, by the recommender's own stages. */
export function createRanker(state: SignalState, catalog: Catalog): (userId: string) => Promise<Lists> {
  const reader = createSignalReader({ state, keyspace: () => KEYSPACE, catalog, now: () => 0 });
  const filmIds = Array.from(catalog.films(), ({ id }) => id);
  let statistics: FilmStatistics;
  let made = 0;

  return async (userId) => {
    if (made++ % LISTS_PER_STATISTICS === 0) {
      statistics = filmStatistics(catalog.films(), await state.totals(KEYSPACE, filmIds));
    }
    const viewer = viewerOfProfile(await reader.profile(userId), catalog);
    const neighbours = await reader.neighbours(viewer.baselines.map(({ movieId }) => movieId));
    const context: ServingContext = { viewer, catalog, neighbours, statistics, trending: [] };
    const served = ledBy(diversified, LENGTH)(runPipeline(forViewer.auto, context), context);
    return { counts: idsOf(runPipeline(forViewer.cf, context)), served: idsOf(served) };
  };
}

function idsOf(candidates: readonly Readonly<{ movieId: string }>[]): string[] {
  return candidates.slice(0, LENGTH).map(({ movieId }) => movieId);
}
