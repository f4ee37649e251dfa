import { setTimeout as sleep } from "node:timers/promises";
import { AppendError, type EventLog } from "@projectionist/bus";
import { recordOf, type SignalEvent } from "@projectionist/contracts";
import type { Random } from "@projectionist/simulation";

const VIEWERS = 400;
const FILMS = 150;
const TICK_MS = 20;
const MOST_MORE = 100_000;
const START_MS = Date.UTC(2026, 0, 1);

export type Traffic = Readonly<{
  sent: number;
  acked: number;
  unknown: number;
  /** The last rating that each viewer gave to a film that he rated again and again, in the order of the sending. */
  lastRatings: ReadonlyMap<string, number>;
}>;

export type TrafficOptions = Readonly<{
  log: EventLog;
  random: Random;
  events: number;
  perSecond: number;
  /** Whether to go on after so many: for a fault that is still to happen, and for {@link MOST_MORE} events at most. */
  isWanted?: () => boolean;
}>;

/** The film that every viewer rates again and again. */
export const RATED_AGAIN = "rated-again";

/**
 * Appends random signals of some hundred viewers: new ones, repeated ones, some taken back, some viewers erased, and
 * ratings that change. Appends of a viewer are made one after the other, as by one device. A refused append is tried
 * again; of one whose outcome is unknown the same event is sent again.
 */
export async function sendTraffic(options: TrafficOptions): Promise<Traffic> {
  const { log, random, events, perSecond, isWanted = () => false } = options;
  const earlier: SignalEvent[] = [];
  const lastRatings = new Map<string, number>();
  const erased = new Set<string>();
  const tails = new Map<string, Promise<void>>();
  let acked = 0;
  let unknown = 0;

  async function append(event: SignalEvent): Promise<void> {
    for (let isUnknown = false; ;) {
      try {
        await log.append([recordOf(event, {})]);
        acked++;
        return;
      } catch (error) {
        if (!(error instanceof AppendError)) throw error;
        if (error.outcome === "unknown" && !isUnknown) unknown++;
        isUnknown ||= error.outcome === "unknown";
        await sleep(200);
      }
    }
  }

  const begin = performance.now();
  let n = 0;
  for (; n < events || (n < events + MOST_MORE && isWanted()); n++) {
    const event = nextEvent(random, n, earlier);
    earlier.push(event);
    if (event.type === "ViewerErased") {
      erased.add(event.userId);
      lastRatings.delete(event.userId);
    } else if (event.type === "MovieRated" && event.movieId === RATED_AGAIN && event.eventId === `e${n}`) {
      if (!erased.has(event.userId)) lastRatings.set(event.userId, event.rating);
    }
    const after = tails.get(event.userId) ?? Promise.resolve();
    tails.set(
      event.userId,
      after.then(() => append(event)),
    );
    const early = begin + (n / perSecond) * 1000 - performance.now();
    if (early > TICK_MS) await sleep(early);
  }
  await Promise.all(tails.values());
  return { sent: n, acked, unknown, lastRatings };
}

function nextEvent(random: Random, n: number, earlier: readonly SignalEvent[]): SignalEvent {
  const old = earlier.length > 0 ? earlier[random.below(earlier.length)] : undefined;
  const base = { eventId: `e${n}`, userId: `u${random.below(VIEWERS)}`, occurredAt: START_MS + n * 1000 };
  const signal = { ...base, movieId: `m${random.below(FILMS)}`, recommendationId: null };
  const dice = random.below(1000);
  if (old && dice < 40) return old;
  if (old && dice < 90 && !(old.type === "MovieRated" && old.movieId === RATED_AGAIN)) {
    return { ...base, userId: old.userId, type: "SignalRetracted", retractedEventId: old.eventId };
  }
  if (dice < 92) return { ...base, type: "ViewerErased" };
  if (dice < 300) return { ...signal, type: "MovieRated", movieId: RATED_AGAIN, rating: (1 + random.below(10)) / 2 };
  if (dice < 450) return { ...signal, type: "MovieRated", rating: (1 + random.below(10)) / 2 };
  if (dice < 700) return { ...signal, type: "MovieViewed", progress: random.below(11) / 10 };
  if (dice < 850) return { ...signal, type: "FeedbackGiven", feedback: random.chance(0.8) ? "liked" : "unliked" };
  if (dice < 930) return { ...signal, type: "WatchlistChanged", added: random.chance(0.7) };
  return { ...signal, type: "MovieClicked" };
}
