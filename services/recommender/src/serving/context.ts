import type { Catalog } from "../catalog-copy/catalog-copy.ts";
import type { Weighted } from "../signal-state/signal-state.ts";
import type { FilmStatistics } from "./state/film-statistics.ts";
import type { NewFilmColumns } from "./new-films/new-films.ts";
import type { ServedModel } from "./served-model.ts";
import type { Viewer, ViewerBaseline } from "./viewer.ts";

/** All that a pipeline looks at, read beforehand: pipelines themselves neither wait nor ask the clock. */
export type ServingContext = Readonly<{
  viewer: Viewer;
  catalog: Catalog;
  statistics: FilmStatistics;
  /** Per film, those that came after it in viewers' histories, by weight; at least for the viewer's baselines. */
  neighbours: ReadonlyMap<string, readonly Weighted[]>;
  /** The films that viewers turn to now, with the number of signals. */
  trending: readonly Weighted[];
  /** What was trained; absent before the first training. */
  model?: ServedModel | undefined;
  /** Films that the model does not know, by what they are. */
  newFilms?: NewFilmColumns | undefined;
}>;

/** The unit of pair weights in the signal state: they are integers, millionths of a viewer. */
export const PAIR_UNIT = 1_000_000;

/** As if the viewer had told of nothing but this film. */
export function withOnly(baseline: ViewerBaseline, context: ServingContext): ServingContext {
  const about = [{ ...baseline, weight: 1 }];
  return { ...context, viewer: { ...context.viewer, history: about, baselines: about } };
}
