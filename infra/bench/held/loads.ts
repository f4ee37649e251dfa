import type { SignalEvent } from "@projectionist/contracts";
import { seeded } from "../seeded.ts";

/** Viewers who each meet so many different films once; a like joins the history, and is paired, a click is not. */
export type Load = Readonly<{ viewers: number; each: number; films: number; likes: boolean }>;

/** What is compared to know what one thing more takes. */
export type Loads<T> = Readonly<{ base: T; moreSignals: T; moreViewers: T; moreFilms: T; pairs: T }>;

/** Bytes of one more of each; of a pair too, which likes make. */
export type Costs = Readonly<{ signal: number; viewer: number; film: number; pair: number }>;

/** Loads that differ from the first in one thing, of about `viewers` × 100 signals. */
export function loadsOf(viewers: number): Loads<Load> {
  const base = { viewers, each: 100, films: 1_000, likes: false };
  return {
    base,
    moreSignals: { ...base, each: 200 },
    moreViewers: { ...base, viewers: viewers * 5, each: 20 },
    moreFilms: { ...base, films: 5_000 },
    pairs: { ...base, likes: true },
  };
}

export function countOf({ viewers, each }: Load): number {
  return viewers * each;
}

/** What one thing more takes, given what each load takes and how many pairs the last one has. */
export function costsOf(loads: Loads<Load>, bytes: Loads<number>, pairCount: number): Costs {
  const { base, moreSignals, moreViewers, moreFilms, pairs } = bytes;
  const per = (more: number, count: number) => Math.max(0, Math.round((more - base) / count));
  return {
    signal: per(moreSignals, countOf(loads.moreSignals) - countOf(loads.base)),
    viewer: per(moreViewers, loads.moreViewers.viewers - loads.base.viewers),
    film: per(moreFilms, loads.moreFilms.films - loads.base.films),
    pair: pairCount === 0 ? 0 : per(pairs, pairCount),
  };
}

const MONTH_MS = 30 * 86_400_000;
const END = 1_790_000_000_000;
/** Steps through thousands of films by which a viewer meets none twice. */
const primeToTen = Array.from({ length: 1_000 }, (_, n) => n).filter((n) => n % 2 > 0 && n % 5 > 0);

/** The signals in the order of time, spread over a month, with ids as long as those of a running system. */
export function* signalsOf(load: Load): Generator<SignalEvent> {
  const { viewers, films, likes } = load;
  const random = seeded(7);
  const hex = (value: number, digits: number) => Math.floor(value).toString(16).padStart(digits, "0");
  const firstFilm = Array.from({ length: viewers }, () => Math.floor(random() * films));
  const step = Array.from({ length: viewers }, () => primeToTen[Math.floor(random() * primeToTen.length)]!);
  const count = countOf(load);
  for (let n = 0; n < count; n++) {
    const viewer = n % viewers;
    const film = (firstFilm[viewer]! + step[viewer]! * Math.floor(n / viewers)) % films;
    const base = {
      eventId: `0199a3f2-${hex(n / 4096, 4)}-7${hex(n % 4096, 3)}-b1d2-${hex(random() * 2 ** 48, 12)}`,
      userId: `0199a3f0-0000-7000-8000-${hex(viewer, 12)}`,
      movieId: `a-film-of-some-name-${film}`,
      occurredAt: Math.floor(END - MONTH_MS + (n / count) * MONTH_MS),
      recommendationId: null,
    };
    yield likes ? { ...base, type: "FeedbackGiven", feedback: "liked" } : { ...base, type: "MovieClicked" };
  }
}
