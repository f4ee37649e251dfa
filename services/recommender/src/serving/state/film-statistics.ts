import {
  bayesianAverage,
  compareIds,
  gemScore,
  overallMean,
  topK,
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

/** How many votes the usual liking stands for. */
const USUAL_VOTES = 10;
const USUAL_STARS = 3.5;
/** A like says as much as five stars. */
const STARS_OF_A_LIKE = 5;

/** The statistics of the catalog's films; `totals` of others are left out. */
export function filmStatistics(catalog: Iterable<Film>, totals: ReadonlyMap<string, FilmTotals>): FilmStatistics {
  const films = Array.from(catalog, (film) => {
    const total = totals.get(film.id);
    return { ...film, viewers: total?.history ?? 0, votes: total ? votesOf(total) : { sum: 0, count: 0 } };
  });
  type Counted = (typeof films)[number];
  const usual = overallMean(
    films.map(({ votes }) => votes),
    USUAL_STARS,
  );
  const most = films.reduce((greatest, { viewers }) => Math.max(greatest, viewers), 0);
  const liking = (votes: Votes) => bayesianAverage(votes, { mean: usual, weight: USUAL_VOTES });
  const ranked = (score: (film: Counted) => number) =>
    topK(
      films.map((film) => ({ id: film.id, score: score(film) })).filter(({ score }) => score > 0),
      films.length,
    );
  const appeal = ranked(({ viewers, votes }) => (Math.log1p(viewers) / Math.log1p(most)) * (liking(votes) / 5));
  return {
    viewers: (movieId) => totals.get(movieId)?.history ?? 0,
    popular: ranked(({ viewers }) => viewers),
    appeal,
    appealByGenre: byGenre(appeal, films),
    gems: ranked(({ viewers, votes }) => gemScore({ liking: liking(votes), viewers }, { usual, most })),
    newest: films
      .toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0) || b.viewers - a.viewers || compareIds(a.id, b.id))
      .map(({ id }, place) => ({ id, score: 1 / (1 + place) })),
  };
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
