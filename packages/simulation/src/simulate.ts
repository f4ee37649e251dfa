import type { SimulatedFilm } from "./films.ts";
import { createRandom, type Random } from "./random.ts";
import { actsOn, signalOf, type SimulatedSignal } from "./signals.ts";
import { createRepertoire, createViewer, type SimulatedViewer } from "./viewer.ts";

const DAY_MS = 24 * 3_600_000;
const SPOTLIGHTS_A_DAY = 4;

export type SimulationOptions = Readonly<{
  films: readonly SimulatedFilm[];
  /** Viewers besides the named ones; their ids are `viewer-001` and so on. */
  viewers?: number;
  /** Viewers with an id and a favourite taste of their own. */
  named?: readonly Readonly<{ id: string; taste: string; films: number }>[];
  signals?: number;
  days?: number;
  seed?: number;
  /** The end of the simulated time, milliseconds since 1970. */
  until: number;
}>;

/**
 * What viewers with latent tastes did over some days: about as many signals as asked, in the order of time. The same
 * options yield the same signals, ids included, so that appending them twice counts once.
 */
export function simulateHistory(options: SimulationOptions): SimulatedSignal[] {
  const { films, viewers = 500, named = [], signals = 40_000, days = 30, seed = 1, until } = options;
  const random = createRandom(seed);
  const repertoire = createRepertoire(films);
  const spotlights = spotlightsOf(films.length, days, random.fork("spotlights"));
  const filmsEach = signals / (viewers * SIGNALS_A_FILM);
  const crowd = Array.from({ length: viewers }, (_, index) => ({
    viewer: createViewer(nameOf(index), repertoire, random.fork(nameOf(index))),
    films: Math.max(3, Math.round(filmsEach * Math.exp(0.5 * random.normal() - 0.125))),
  }));
  const guests = named.map(({ id, taste, films: count }) => ({
    viewer: createViewer(id, repertoire, random.fork(id), taste),
    films: count,
  }));
  const all = [...crowd, ...guests].flatMap(({ viewer, films: count }) =>
    historyOf(viewer, count, { films, days, seed, until, spotlights, random: random.fork(`${viewer.id} days`) }),
  );
  return all.sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : 0));
}

/** Signals per film that `actsOn` yields on average; measured, and held by a test. */
const SIGNALS_A_FILM = 2.4;

/** The id of the n-th viewer of the crowd, `viewer-001` and so on. */
export function nameOf(index: number): string {
  return `viewer-${String(index + 1).padStart(3, "0")}`;
}

/** Per day, a few films that are talked about, with how much stronger their pull is. */
function spotlightsOf(films: number, days: number, random: Random): readonly ReadonlyMap<number, number>[] {
  return Array.from(
    { length: days },
    () => new Map(Array.from({ length: SPOTLIGHTS_A_DAY }, () => [random.below(films), 4 + 6 * random.next()])),
  );
}

type HistoryContext = Readonly<{
  films: readonly SimulatedFilm[];
  days: number;
  seed: number;
  until: number;
  spotlights: readonly ReadonlyMap<number, number>[];
  random: Random;
}>;

function historyOf(viewer: SimulatedViewer, count: number, context: HistoryContext): SimulatedSignal[] {
  const { films, days, seed, until, spotlights, random } = context;
  const starts = Array.from({ length: count }, () => random.next() * (days - 0.15)).sort((a, b) => a - b);
  const signals: SimulatedSignal[] = [];
  let free = 0;
  for (const start of starts) {
    const day = Math.max(start, free);
    if (day > days - 0.1) break;
    free = day + 0.09;
    const choice = viewer.choose(spotlights[Math.floor(day)]);
    const film = choice && films[choice.film];
    if (!choice || !film) break;
    for (const act of actsOn(choice, random)) {
      const at = until - (days - day) * DAY_MS + act.afterMinutes * 60_000;
      signals.push(signalOf(act, `sim${seed}-${viewer.id}-${signals.length}`, viewer.id, film.id, at));
    }
  }
  return signals;
}
