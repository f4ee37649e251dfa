import type { ReasonType, SignalType } from "@projectionist/contracts";
import { ageWeight, genreTaste } from "@projectionist/recsys";
import type { Catalog } from "../catalog-copy/catalog-copy.ts";
import type { HistoryItem, ViewerProfile } from "../ledger/viewer-profile.ts";

/** A film that speaks for what the viewer may like next. */
export type ViewerBaseline = Readonly<{
  movieId: string;
  /** Age weight times taste weight, in (0, 1]. */
  weight: number;
  reason: ReasonType;
  /** Stars, where the viewer gave some. */
  stars: number | null;
  /** Whether the viewer told that it was good, not only that it was seen. */
  favourite: boolean;
}>;

/** Whom the list is for. */
export type Viewer = Readonly<{
  /** The films that count, at most the latest {@link MAX_HISTORY}, oldest first. */
  history: readonly ViewerBaseline[];
  /** The latest first. */
  baselines: readonly ViewerBaseline[];
  seen: ReadonlySet<string>;
  excluded: ReadonlySet<string>;
  watchlist: ReadonlySet<string>;
  /** Films begun and not finished, with the last progress 0–1. */
  unfinished: ReadonlyMap<string, number>;
  /** How much more (above 0) or less than usual each genre is liked. */
  genres: ReadonlyMap<string, number>;
}>;

/** What is further back is worth less than the time it takes. */
const MAX_HISTORY = 500;
/** Further back, the age weight is below a hundredth. */
const MAX_BASELINES = 25;
/** The least taste of a film that rows are named after: a view, or four stars. */
const FAVOURITE_TASTE = 0.5;

/** Nobody in particular. */
export const anybody: Viewer = {
  history: [],
  baselines: [],
  seen: new Set(),
  excluded: new Set(),
  watchlist: new Set(),
  unfinished: new Map(),
  genres: new Map(),
};

/** Somebody who told of any film at all, for or against. */
export function isKnown({ baselines, genres }: Viewer): boolean {
  return baselines.length > 0 || genres.size > 0;
}

/** The viewer of a profile; films that the catalog does not know any more do not speak for others. */
export function viewerOfProfile(profile: ViewerProfile, catalog: Catalog): Viewer {
  const { history, seen, excluded, watchlist, unfinished, taste } = profile;
  const counting = history
    .filter(({ movieId }) => !excluded.has(movieId) && catalog.film(movieId))
    .toSorted((a, b) => a.offset - b.offset);
  const latestFirst = counting
    .slice(-MAX_HISTORY)
    .reverse()
    .map((item, age) => baselineOf(item, taste.get(item.movieId) ?? 0, age));
  const tasted = [...taste].map(([movieId, weight]) => ({ genres: catalog.film(movieId)?.genres ?? [], weight }));
  return {
    history: latestFirst.toReversed(),
    baselines: latestFirst.slice(0, MAX_BASELINES),
    seen,
    excluded,
    watchlist,
    unfinished,
    genres: genreTaste(tasted, catalog.genreShare),
  };
}

/** Somebody of whom only a list of films is known, the latest last. */
export function viewerOfSession(movieIds: readonly string[], catalog: Catalog): Viewer {
  const latestFirst = movieIds.toReversed().map((movieId, age): ViewerBaseline => ({
    movieId,
    weight: ageWeight(age),
    reason: "becauseOfThisFilm",
    stars: null,
    favourite: true,
  }));
  return {
    ...anybody,
    history: latestFirst.toReversed(),
    baselines: latestFirst.slice(0, MAX_BASELINES),
    seen: new Set(movieIds),
    genres: genreTaste(
      latestFirst.map(({ movieId }) => ({ genres: catalog.film(movieId)?.genres ?? [], weight: 1 })),
      catalog.genreShare,
    ),
  };
}

function baselineOf({ movieId, because, value }: HistoryItem, taste: number, age: number): ViewerBaseline {
  return {
    movieId,
    weight: ageWeight(age) * tasteWeight(taste),
    reason: reasonTypeOf(because),
    stars: because === "rated" || because === "reviewed" ? value : null,
    favourite: taste >= FAVOURITE_TASTE,
  };
}

/** What was seen tells nearly as much as what was liked: from a half for films without praise to 1 for those liked best. */
function tasteWeight(taste: number): number {
  return (1 + Math.max(0, taste)) / 2;
}

function reasonTypeOf(because: SignalType): ReasonType {
  if (because === "liked") return "becauseYouLiked";
  if (because === "rated") return "becauseYouRated";
  if (because === "reviewed") return "becauseYouReviewed";
  return "becauseYouWatched";
}
