import type { SignalType } from "@projectionist/contracts";
import type { ViewerProfile } from "../../ledger/viewer-profile.ts";
import type { FilmTotals } from "../../signal-state/signal-state.ts";
import { PAIR_UNIT, type ServingContext } from "../context.ts";
import { filmStatistics } from "../state/film-statistics.ts";
import { viewerOfProfile } from "../viewer.ts";
import { catalogOf } from "./films.ts";

type Told = Readonly<{ movieId: string; because?: SignalType; value?: number; taste?: number }>;

type ProfileFacts = Readonly<{
  /** In the order of telling, the latest last. */
  history?: readonly Told[];
  excluded?: readonly string[];
  watchlist?: readonly string[];
  unfinished?: Readonly<Record<string, number>>;
}>;

export function profileOf({
  history = [],
  excluded = [],
  watchlist = [],
  unfinished = {},
}: ProfileFacts): ViewerProfile {
  const because = (told: Told) => told.because ?? "liked";
  return {
    history: history.map((told, offset) => ({
      movieId: told.movieId,
      because: because(told),
      value: told.value ?? null,
      offset,
      occurredAt: offset,
    })),
    seen: new Set([...history.map(({ movieId }) => movieId), ...excluded]),
    excluded: new Set(excluded),
    watchlist: new Set(watchlist),
    liked: new Set(history.filter((told) => because(told) === "liked").map(({ movieId }) => movieId)),
    ratings: new Map(history.flatMap(({ movieId, value }) => (value === undefined ? [] : [[movieId, value]]))),
    unfinished: new Map(Object.entries(unfinished)),
    taste: new Map([
      ...history.map(({ movieId, taste }) => [movieId, taste ?? 1] as const),
      ...excluded.map((movieId) => [movieId, -1] as const),
    ]),
  };
}

export const liked = (...movieIds: readonly string[]): Told[] => movieIds.map((movieId) => ({ movieId }));

/** `pairs`: how often a film came right after another. `viewers`: how many have a film in their history. */
type ContextFacts = ProfileFacts &
  Readonly<{
    pairs?: Readonly<Record<string, Readonly<Record<string, number>>>>;
    viewers?: Readonly<Record<string, number>>;
    totals?: Readonly<Record<string, Partial<FilmTotals>>>;
    trending?: Readonly<Record<string, number>>;
    catalog?: ServingContext["catalog"];
    model?: ServingContext["model"];
    newFilms?: ServingContext["newFilms"];
  }>;

const none: FilmTotals = { history: 0, views: 0, likes: 0, ratingCount: 0, ratingHalves: 0 };

/** A context of plain data; whatever is not told is empty. */
export function contextOf(facts: ContextFacts = {}): ServingContext {
  const { pairs = {}, viewers = {}, totals = {}, trending = {}, catalog = catalogOf() } = facts;
  const counted = Object.entries(viewers).map(([id, history]) => [id, { ...none, history }] as const);
  const told = Object.entries(totals).map(([id, some]) => [id, { ...none, ...some }] as const);
  return {
    catalog,
    viewer: viewerOfProfile(profileOf(facts), catalog),
    statistics: filmStatistics(catalog.films(), new Map([...counted, ...told])),
    neighbours: new Map(
      Object.entries(pairs).map(([id, row]) => [
        id,
        Object.entries(row).map(([next, count]) => [next, count * PAIR_UNIT] as const),
      ]),
    ),
    trending: Object.entries(trending),
    model: facts.model,
    newFilms: facts.newFilms,
  };
}
