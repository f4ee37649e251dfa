import { bayesianAverage, gemScore, overallMean, topK, type Scored, type Votes } from "@projectionist/recsys";
import type { FilmTotals } from "../../signal-state/signal-state.ts";

/** How all films stand together, at one moment. */
export type FilmStatistics = Readonly<{
  /** How many viewers have the film in their history. */
  viewers(movieId: string): number;
  /** By the number of viewers; films without any are left out. */
  popular: readonly Scored[];
  /** Seen and well liked at once, 0–1: what to show to somebody of whom little is known. */
  appeal: readonly Scored[];
  /** Well liked, little seen. */
  gems: readonly Scored[];
}>;

/** How many votes the usual liking stands for. */
const USUAL_VOTES = 10;
const USUAL_STARS = 3.5;
/** A like says as much as five stars. */
const STARS_OF_A_LIKE = 5;

/** The statistics of the films that have totals. */
export function filmStatistics(totals: ReadonlyMap<string, FilmTotals>): FilmStatistics {
  const films = [...totals].map(([id, total]) => ({ id, viewers: total.history, votes: votesOf(total) }));
  const usual = overallMean(
    films.map(({ votes }) => votes),
    USUAL_STARS,
  );
  const most = films.reduce((greatest, { viewers }) => Math.max(greatest, viewers), 0);
  const liking = (votes: Votes) => bayesianAverage(votes, { mean: usual, weight: USUAL_VOTES });
  const ranked = (score: (film: (typeof films)[number]) => number) =>
    topK(
      films.map((film) => ({ id: film.id, score: score(film) })).filter(({ score }) => score > 0),
      Number.POSITIVE_INFINITY,
    );
  return {
    viewers: (movieId) => totals.get(movieId)?.history ?? 0,
    popular: ranked(({ viewers }) => viewers),
    appeal: ranked(({ viewers, votes }) => (Math.log1p(viewers) / Math.log1p(most)) * (liking(votes) / 5)),
    gems: ranked(({ viewers, votes }) => gemScore({ liking: liking(votes), viewers }, { usual, most })),
  };
}

function votesOf({ ratingHalves, ratingCount, likes }: FilmTotals): Votes {
  return { sum: ratingHalves / 2 + likes * STARS_OF_A_LIKE, count: ratingCount + likes };
}
