import type { Ranked, RankedRow, RankPurpose, SearchCandidate, Strategy } from "@projectionist/contracts";
import type { Catalog } from "../catalog-copy/catalog-copy.ts";
import type { TrendingWindowName } from "../signal-state/signal-state.ts";
import { firstOf, type Candidate } from "./candidate.ts";
import type { ServingContext } from "./context.ts";
import { rankedOf } from "./explanations/reasons.explanation.ts";
import { homeOfStranger, homeOfViewer } from "./home.ts";
import { runPipeline } from "./pipeline.ts";
import { forViewer, forViewerInTheLongRun } from "./pipelines/for-viewer.pipeline.ts";
import { personalLists, publicLists, type List } from "./pipelines/lists.pipeline.ts";
import { similarPipeline } from "./pipelines/similar.pipeline.ts";
import { rankCandidates, type RankedCandidates } from "./rank-candidates.ts";
import { composeRows } from "./rows.ts";
import { calibrated } from "./selectors/calibrated.selector.ts";
import { diversified } from "./selectors/diversified.selector.ts";
import { ledBy } from "./selectors/led.selector.ts";
import type { NewFilms } from "./new-films/new-films.ts";
import type { ServedModel } from "./served-model.ts";
import type { SignalReader } from "./state/signal-reader.ts";
import { createViewerReader } from "./state/viewer-reader.ts";
import { anybody, isKnown, viewerOfSession, type Viewer } from "./viewer.ts";
import { explainFilm, type Why } from "./why.ts";

/** `model`: the version of the trained model that took part, null where none did. */
type By = Readonly<{ strategy: Strategy; model: string | null }>;
export type ServedRows = By & Readonly<{ rows: readonly RankedRow[] }>;
export type ServedList = By & Readonly<{ items: readonly Ranked[] }>;

/**
 * All that is recommended. `strategy` of an answer is what was done: `auto` becomes `cf` for viewers with a history;
 * of others, whatever was asked for, it is `baseline`.
 */
export interface Recommender {
  /** A viewer's rows; no film twice, none that the viewer has seen, does not want or means to see anyway. */
  home(userId: string, options: Readonly<{ strategy: Strategy; limit: number }>): Promise<ServedRows>;
  /** The same viewer's best films as one list. */
  forUser(userId: string, options: Readonly<{ strategy: Strategy; limit: number }>): Promise<ServedList>;
  /** Films like one of the catalog. */
  similar(movieId: string, limit: number): Promise<ServedList>;
  /** What comes after films of the catalog, the latest last; none of them. */
  session(movieIds: readonly string[], limit: number): Promise<ServedList>;
  trending(window: TrendingWindowName, limit: number): Promise<ServedList>;
  popular(limit: number): Promise<ServedList>;
  newest(limit: number): Promise<ServedList>;
  /** Films that a search found, with the viewer's taste in their order. */
  rank(userId: string, candidates: readonly SearchCandidate[], purpose: RankPurpose): Promise<By & RankedCandidates>;
  /** Why a film of the catalog is recommended to a viewer, or is not. */
  why(userId: string, movieId: string): Promise<Why>;
}

/** In a quiet day's place, the week's trend is shown. */
const FEWEST_TRENDING = 12;

export function createRecommender({
  catalog,
  reader,
  model: modelNow = () => undefined,
  newFilms,
}: Readonly<{
  catalog: Catalog;
  reader: SignalReader;
  /** What was trained, asked for once per request. */
  model?: () => ServedModel | undefined;
  newFilms?: Pick<NewFilms, "columns">;
}>): Recommender {
  const trendingNow = async () => {
    const day = await reader.trending("24h");
    return day.length < FEWEST_TRENDING ? reader.trending("7d") : day;
  };

  const contextOf = async (viewer: Viewer): Promise<ServingContext> => {
    const [neighbours, statistics, trending] = await Promise.all([
      reader.neighbours(viewer.baselines.map(({ movieId }) => movieId)),
      reader.statistics(),
      trendingNow(),
    ]);
    const model = modelNow();
    return { viewer, catalog, neighbours, statistics, trending, model, newFilms: newFilms?.columns(model) };
  };

  const readViewer = createViewerReader(reader, catalog);
  const contextOfUser = async (userId: string) => contextOf(await readViewer(userId));

  const answer = (candidates: readonly Candidate[], context: ServingContext, strategy: Strategy): ServedList => ({
    items: candidates.map((candidate) => rankedOf(candidate, context)),
    strategy,
    model: versionFor(context, strategy),
  });

  const publicList = (list: List, context: ServingContext, limit: number) =>
    answer(firstOf(list(context), limit), context, "baseline");

  return {
    async home(userId, { strategy: asked, limit }) {
      const context = await contextOfUser(userId);
      const strategy = strategyFor(context.viewer, asked);
      const plans = isKnown(context.viewer)
        ? homeOfViewer(context, pipelineFor(asked, strategy))
        : homeOfStranger(context);
      return { rows: composeRows(plans, limit, context), strategy, model: versionFor(context, strategy) };
    },

    async forUser(userId, { strategy: asked, limit }) {
      const context = await contextOfUser(userId);
      const strategy = strategyFor(context.viewer, asked);
      const best = ledBy(calibrated, limit)(
        runPipeline(forViewerInTheLongRun[pipelineFor(asked, strategy)], context),
        context,
      );
      return answer(filledUp(best, personalLists.appealing(context), limit), context, strategy);
    },

    async similar(movieId, limit) {
      const context = await contextOf(viewerOfSession([movieId], catalog));
      const alike = catalog.content.nearest(movieId, limit).map(([id]) => id);
      const after = (context.neighbours.get(movieId) ?? []).map(([id]) => id);
      const neighbours = await reader.neighbours([...new Set([movieId, ...after, ...alike])]);
      const full = { ...context, neighbours };
      return answer(runPipeline(similarPipeline, full).slice(0, limit), full, "cf");
    },

    async session(movieIds, limit) {
      const context = await contextOf(viewerOfSession(movieIds, catalog));
      const best = ledBy(diversified, limit)(runPipeline(forViewer.auto, context), context);
      return answer(filledUp(best, personalLists.appealing(context), limit), context, "cf");
    },

    async trending(window, limit) {
      const [statistics, trending] = await Promise.all([reader.statistics(), reader.trending(window)]);
      const context = { viewer: anybody, catalog, neighbours: new Map(), statistics, trending };
      return publicList(publicLists.trending, context, limit);
    },

    popular: async (limit) => publicList(publicLists.popular, await contextOf(anybody), limit),

    newest: async (limit) => publicList(publicLists.new, await contextOf(anybody), limit),

    async rank(userId, candidates, purpose) {
      const context = await contextOfUser(userId);
      const strategy = strategyFor(context.viewer, "auto");
      return { ...rankCandidates(candidates, purpose, context), strategy, model: versionFor(context, strategy) };
    },

    why: async (userId, movieId) => explainFilm(movieId, await contextOfUser(userId)),
  };
}

/** The trained model that took part; a list that is not made from signals has none. */
function versionFor({ model }: ServingContext, strategy: Strategy): string | null {
  return strategy === "baseline" ? null : (model?.version ?? null);
}

function strategyFor({ baselines }: Viewer, asked: Strategy): Strategy {
  return baselines.length === 0 || asked === "baseline" ? "baseline" : "cf";
}

/** `auto` lets content stand in where viewers tell little; `cf`, asked for, does not. */
function pipelineFor(asked: Strategy, done: Strategy): Strategy {
  return done === "baseline" ? "baseline" : asked;
}

/** The rest of `count` from the others. */
function filledUp(best: readonly Candidate[], others: Iterable<Candidate>, count: number): Candidate[] {
  const there = new Set(best.map(({ movieId }) => movieId));
  const more = Iterator.from(others).filter(({ movieId }) => !there.has(movieId));
  return [...best, ...firstOf(more, count - best.length)];
}
