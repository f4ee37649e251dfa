import { MAX_CONTRIBUTING_SIGNALS } from "@projectionist/contracts";
import type { FilmDelta, LedgerEntry, TotalName } from "../signal-state/signal-state.ts";
import { filmStanding } from "./film-standing.ts";
import type { FilmStanding } from "./film-standing.ts";
import { pairWeight } from "./pair-weight.ts";

type WithoutOffset<T> = T extends unknown ? Omit<T, "offset"> : never;

/** What a viewer adds to one amount of a film. */
export type Contribution = Readonly<WithoutOffset<FilmDelta>>;

/**
 * All that a viewer adds to the films' amounts, as a pure function of the ledger in log order; what changes the ledger
 * changes the amounts by the {@link difference} of its contributions after and before.
 *
 * Only the first {@link MAX_CONTRIBUTING_SIGNALS} entries contribute, retracted ones included in the counting.
 */
export function contributions(entries: readonly LedgerEntry[], window: number): Contribution[] {
  const byFilm = Map.groupBy(entries.slice(0, MAX_CONTRIBUTING_SIGNALS), ({ movieId }) => movieId);
  const films = [...byFilm].map(([movieId, group]) => [movieId, filmStanding(group)] as const);
  const history = films
    .filter(([, { counting }]) => counting.length > 0)
    .toSorted(([, a], [, b]) => a.counting[0]!.offset - b.counting[0]!.offset)
    .map(([movieId]) => movieId);
  return [...films.flatMap(([movieId, standing]) => ofFilm(movieId, standing)), ...pairs(history, window)];
}

/** The viewer's part of a film's totals, in the totals' units. */
export function totalsOf(standing: FilmStanding): Readonly<Record<TotalName, number>> {
  return {
    history: Number(standing.counting.length > 0),
    views: Number(standing.viewed),
    likes: Number(standing.liked),
    ratingCount: Number(standing.rating !== null),
    ratingHalves: 2 * (standing.rating?.value ?? 0),
  };
}

function ofFilm(movieId: string, standing: FilmStanding): Contribution[] {
  const totals = Object.entries(totalsOf(standing)) as [TotalName, number][];
  return [
    ...totals
      .filter(([, amount]) => amount !== 0)
      .map(([total, amount]) => ({ kind: "total", movieId, total, amount }) as const),
    ...standing.trending.map(({ occurredAt }) => ({ kind: "trending", movieId, occurredAt, amount: 1 }) as const),
  ];
}

function pairs(history: readonly string[], window: number): Contribution[] {
  return history.flatMap((next, index) =>
    history
      .slice(Math.max(0, index - window), index)
      .reverse()
      .map((movieId, before) => ({ kind: "pair", movieId, next, amount: pairWeight(before + 1, window) }) as const),
  );
}
