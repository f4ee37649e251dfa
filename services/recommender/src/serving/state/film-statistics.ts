import {
  bayesianAverage,
  byScore,
  compareIds,
  gemScore,
  overallMean,
  type Scored,
  type Votes,
} from "@projectionist/recsys";
import type { Film } from "../../catalog-copy/film.ts";
import type { FilmTotals } from "../../signal-state/signal-state.ts";

/** How all films stand together, at one moment. All lists come best first, ties by id. */
export type FilmStatistics = Readonly<{
  /** How many viewers have the film in their history. */
  viewers(movieId: string): number;
  /** By the number of viewers; films without any are left out. */
  popular: readonly Scored[];
  /** Seen and well liked at once, 0–1: what to show to somebody of whom little is known. */
  appeal: readonly Scored[];
  /** The films of each genre, by appeal. */
  appealByGenre: ReadonlyMap<string, readonly Scored[]>;
  /** Well liked, little seen. */
  gems: readonly Scored[];
  /** The latest films by year, of a year those with more viewers first; the score falls with the place. */
  newest: readonly Scored[];
}>;

/** The lists of {@link FilmStatistics}, each made when it is first looked at. */
export const filmLists = ["popular", "appeal", "appealByGenre", "gems", "newest"] as const;

/** How many votes the usual liking stands for. */
const USUAL_VOTES = 10;
const USUAL_STARS = 3.5;
/** A like says as much as five stars. */
const STARS_OF_A_LIKE = 5;

/** The statistics of the catalog's films; `totals` of others are left out. */
export function filmStatistics(catalog: Iterable<Film>, totals: ReadonlyMap<string, FilmTotals>): FilmStatistics {
  const films = Array.from(catalog, (film) => {
    const total = totals.get(film.id);
    return { film, viewers: total?.history ?? 0, votes: total ? votesOf(total) : { sum: 0, count: 0 } };
  });
  type Counted = (typeof films)[number];
  const usual = overallMean(
    films.map(({ votes }) => votes),
    USUAL_STARS,
  );
  const most = films.reduce((greatest, { viewers }) => Math.max(greatest, viewers), 0);
  const liking = (votes: Votes) => bayesianAverage(votes, { mean: usual, weight: USUAL_VOTES });
  const ranked = (scoreOf: (counted: Counted) => number): Scored[] => {
    const scored: Scored[] = [];
    for (const counted of films) {
      const score = scoreOf(counted);
      if (score > 0) scored.push({ id: counted.film.id, score });
    }
    return scored.sort(byScore);
  };

  const popular = once(() => ranked(({ viewers }) => viewers));
  const appeal = once(() =>
    ranked(({ viewers, votes }) => (Math.log1p(viewers) / Math.log1p(most)) * (liking(votes) / 5)),
  );
  const appealByGenre = once(() =>
    byGenre(
      appeal(),
      films.map(({ film }) => film),
    ),
  );
  const gems = once(() =>
    ranked(({ viewers, votes }) => gemScore({ liking: liking(votes), viewers }, { usual, most })),
  );
  const newest = once(() =>
    films
      .toSorted(
        (a, b) => (b.film.year ?? 0) - (a.film.year ?? 0) || b.viewers - a.viewers || compareIds(a.film.id, b.film.id),
      )
      .map(({ film }, place) => ({ id: film.id, score: 1 / (1 + place) })),
  );
  const viewersOf = new Map(Array.from(totals, ([id, { history }]) => [id, history]));
  return {
    viewers: (movieId) => viewersOf.get(movieId) ?? 0,
    get popular() {
      return popular();
    },
    get appeal() {
      return appeal();
    },
    get appealByGenre() {
      return appealByGenre();
    },
    get gems() {
      return gems();
    },
    get newest() {
      return newest();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function byGenre(ranked: readonly Scored[], films: readonly Film[]): Map<string, Scored[]> {
  const genresOf = new Map(films.map(({ id, genres }) => [id, genres]));
  const lists = new Map<string, Scored[]>();
  for (const film of ranked) {
    for (const genre of genresOf.get(film.id) ?? []) {
      const list = lists.get(genre);
      if (list) list.push(film);
      else lists.set(genre, [film]);
    }
  }
  return lists;
}

function votesOf({ ratingHalves, ratingCount, likes }: FilmTotals): Votes {
  return { sum: ratingHalves / 2 + likes * STARS_OF_A_LIKE, count: ratingCount + likes };
}
