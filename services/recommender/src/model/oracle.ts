import type { SignalEvent } from "@projectionist/contracts";
import type { LoggedSignal } from "../projector/project-events.ts";

/**
 * What a log means, said as plainly as can be: from the page on order and time and the table of signals, with nothing of
 * the product's code, and nothing kept from one question to the next.
 */

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;
const BUCKETS = { "1h": HOUR / 12, "24h": HOUR, "7d": 6 * HOUR };

/** A signal that entered a viewer's ledger. */
export type Meant = {
  eventId: string;
  offset: number;
  movieId: string;
  type: string;
  value: number | null;
  occurredAt: number;
  late: boolean;
  retractedAt: number | null;
};

/** A viewer's ledger after these records, of which others' are ignored. */
export function ledgerOf(log: readonly LoggedSignal[], userId: string): Meant[] {
  let ledger: Meant[] = [];
  for (const { event, offset, appendedAt } of log.filter((logged) => logged.event.userId === userId)) {
    if (event.type === "ViewerErased") return [mark(offset)];
    if ("retractedEventId" in event) {
      ledger = ledger.map((signal) =>
        signal.eventId === event.retractedEventId && signal.retractedAt === null
          ? { ...signal, retractedAt: offset }
          : signal,
      );
      continue;
    }
    const meaning = meaningOf(event);
    if (meaning === undefined || ledger.some(({ eventId }) => eventId === event.eventId)) continue;
    const { eventId, movieId, occurredAt } = event;
    const late = appendedAt - occurredAt > WEEK;
    ledger.push({ eventId, offset, movieId, ...meaning, occurredAt, late, retractedAt: null });
  }
  return ledger;
}

/** All amounts of the films, by film and name; none that is 0. */
export function amountsOf(log: readonly LoggedSignal[], window: number): Map<string, Map<string, number>> {
  const films = new Map<string, Map<string, number>>();
  const add = (movieId: string, name: string, amount: number) => {
    const amounts = films.get(movieId) ?? new Map<string, number>();
    films.set(movieId, amounts.set(name, (amounts.get(name) ?? 0) + amount));
  };
  for (const userId of viewersOf(log)) {
    const ledger = ledgerOf(log, userId);
    const history: Meant[] = [];
    for (const movieId of new Set(ledger.map((signal) => signal.movieId))) {
      const stands = standing(ledger.filter((signal) => signal.movieId === movieId));
      const stars = stands.findLast(givesStars)?.value ?? null;
      const joined = stands.find((signal) => isForTheFilm(signal) && !(givesStars(signal) && stars! < 3));
      if (joined) history.push(joined);
      if (joined) add(movieId, "history", 1);
      if (stands.some(isWatched)) add(movieId, "views", 1);
      if (stands.some(({ type }) => type === "liked")) add(movieId, "likes", 1);
      if (stars !== null) add(movieId, "ratingCount", 1);
      if (stars !== null) add(movieId, "ratingHalves", 2 * stars);
      for (const time of trendingTimes(stands)) {
        for (const [name, size] of Object.entries(BUCKETS)) add(movieId, `${name} ${Math.floor(time / size)}`, 1);
      }
    }
    history.sort((a, b) => a.offset - b.offset);
    for (const [place, { movieId }] of history.entries()) {
      for (let gap = 1; gap <= window && gap <= place; gap++) {
        add(history[place - gap]!.movieId, `> ${movieId}`, Math.round(0.8 ** (gap - 1) * 1_000_000));
      }
    }
  }
  return films;
}

export function viewersOf(log: readonly LoggedSignal[]): string[] {
  return [...new Set(log.map(({ event }) => event.userId))];
}

/** All that is left of an erased viewer. */
function mark(offset: number): Meant {
  const nothing = { value: null, occurredAt: 0, late: true, retractedAt: null };
  return { eventId: "~erased", offset, movieId: "~erased", type: "clicked", ...nothing };
}

function meaningOf(event: SignalEvent): Pick<Meant, "type" | "value"> | undefined {
  switch (event.type) {
    case "MovieViewed":
      return { type: "viewed", value: event.progress };
    case "MovieRated":
      return { type: "rated", value: event.rating };
    case "ReviewPosted":
      return { type: "reviewed", value: event.rating };
    case "MovieClicked":
      return { type: "clicked", value: null };
    case "WatchlistChanged":
      return { type: event.added ? "watchlisted" : "unwatchlisted", value: null };
    case "FeedbackGiven":
      return event.feedback === "unknown" ? undefined : { type: event.feedback, value: null };
    default:
      return undefined;
  }
}

/** Of the signals about one film those that were not taken back, by a retraction or by an opposite that stands. */
function standing(ofFilm: readonly Meant[]): Meant[] {
  const kept = ofFilm.filter(({ retractedAt }) => retractedAt === null);
  return kept.filter(({ type, offset }) => !kept.some((later) => later.offset > offset && later.type === `un${type}`));
}

const isWatched = ({ type, value }: Meant) => type === "viewed" && value! >= 0.7;
const givesStars = ({ type, value }: Meant) => (type === "rated" || type === "reviewed") && value !== null;
const isForTheFilm = (signal: Meant) =>
  isWatched(signal) ||
  signal.type === "liked" ||
  (givesStars(signal) ? signal.value! >= 3 : signal.type === "reviewed");

/** When the film trends: of each type one signal an hour, the first. */
function trendingTimes(stands: readonly Meant[]): number[] {
  const trends = stands.filter(
    (signal) => !signal.late && (isForTheFilm(signal) || signal.type === "watchlisted" || signal.type === "clicked"),
  );
  const isSame = (one: Meant, other: Meant) =>
    one.type === other.type && Math.floor(one.occurredAt / HOUR) === Math.floor(other.occurredAt / HOUR);
  return trends
    .filter((signal) => trends.find((other) => isSame(signal, other)) === signal)
    .map(({ occurredAt }) => occurredAt);
}
