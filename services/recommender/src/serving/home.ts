import { slugOf, type Reason, type ReasonType, type Strategy } from "@projectionist/contracts";
import { withOnly, type ServingContext } from "./context.ts";
import { sayWhy } from "./explanations/baseline.explanation.ts";
import { favouriteGenres, usualGenres } from "./genres.ts";
import { runPipeline } from "./pipeline.ts";
import { becauseOf, forViewer } from "./pipelines/for-viewer.pipeline.ts";
import { personalLists } from "./pipelines/lists.pipeline.ts";
import { best, type RowPlan } from "./rows.ts";
import { diversified } from "./selectors/diversified.selector.ts";
import { withLead } from "./selectors/led.selector.ts";
import { isLedBy, latestFirst } from "./selectors/latest-first.selector.ts";
import type { ViewerBaseline } from "./viewer.ts";

const BECAUSE_ROWS = 3;
const GENRE_ROWS = 3;

/** The rows of a viewer of whom something is known, in their order on the page. */
export function homeOfViewer(context: ServingContext, strategy: Strategy): RowPlan[] {
  const ranked = latestFirst(runPipeline(forViewer[strategy], context), context);
  const forYou: RowPlan = {
    id: "for-you",
    title: "For you",
    reason: null,
    candidates: ranked,
    select: (count) => withLead(diversified, count),
  };
  const [latest, ...others] = strategy === "baseline" ? [] : becauseRows(context, strategy);
  const latestLeads = latest === undefined || isLedBy(favouritesOf(context)[0]?.movieId, ranked[0]);
  return [
    ...(latestLeads ? [forYou] : []),
    ...(latest ? [latest] : []),
    ...(latestLeads ? [] : [forYou]),
    trendingRow(context),
    ...others.slice(0, 1),
    hiddenGemsRow(context),
    ...others.slice(1),
    ...favouriteGenres(context.viewer, GENRE_ROWS).map((genre) => genreRow(context, genre, "genre")),
    newRow(context),
  ];
}

/** The rows of a viewer of whom nothing is known. */
export function homeOfStranger(context: ServingContext): RowPlan[] {
  const popular = personalLists.popular(context);
  return [
    trendingRow(context),
    row("popular", "Popular", generally("popular", "Seen by most viewers."), popular),
    ...usualGenres(context.statistics, GENRE_ROWS).map((genre) => genreRow(context, genre, "popular")),
    hiddenGemsRow(context),
    newRow(context),
  ];
}

function becauseRows(context: ServingContext, strategy: Exclude<Strategy, "baseline">): RowPlan[] {
  return favouritesOf(context).map((baseline) => {
    const { movieId, reason } = baseline;
    const title = context.catalog.film(movieId)?.title ?? movieId;
    const why = sayWhy(baseline, title);
    return {
      id: `${slugOf(reason.replace(/[A-Z]/g, " $&"))}-${movieId}`,
      title: why,
      reason: { type: reason, text: `${why}.`, movie: { id: movieId, title }, contribution: 1 },
      candidates: becauseOf[strategy](withOnly(baseline, context)),
      select: diversified,
    };
  });
}

/** The films that rows are named after: the latest favourites, the latest first, one of a series. */
function favouritesOf({ viewer, catalog }: ServingContext): ViewerBaseline[] {
  const favourites = viewer.baselines.filter(({ favourite }) => favourite);
  const ofSeries = ({ movieId }: ViewerBaseline) => catalog.film(movieId)?.series ?? movieId;
  const latestOf = new Map(favourites.toReversed().map((baseline) => [ofSeries(baseline), baseline]));
  return favourites.filter((baseline) => latestOf.get(ofSeries(baseline)) === baseline).slice(0, BECAUSE_ROWS);
}

const trendingRow = (context: ServingContext) =>
  row("trending", "Trending now", generally("trending", "What viewers turn to now."), personalLists.trending(context));

const hiddenGemsRow = (context: ServingContext) =>
  row(
    "hidden-gems",
    "Hidden gems",
    generally("hiddenGem", "Liked well by the few who saw them."),
    personalLists.hiddenGems(context),
  );

const newRow = (context: ServingContext) =>
  row("new", "New", generally("new", "The latest films."), personalLists.new(context));

function genreRow(context: ServingContext, genre: string, kind: "genre" | "popular"): RowPlan {
  const candidates = personalLists.genre(genre, kind)(context);
  const reason =
    kind === "genre"
      ? generally("genreYouLike", `You like the genre ${genre}.`)
      : generally("popular", `Popular among films of the genre ${genre}.`);
  return row(`genre-${slugOf(genre)}`, genre, reason, candidates);
}

function row(id: string, title: string, reason: Reason, candidates: RowPlan["candidates"]): RowPlan {
  return { id, title, reason, candidates, select: best };
}

function generally(type: ReasonType, text: string): Reason {
  return { type, text, movie: null, contribution: 1 };
}
