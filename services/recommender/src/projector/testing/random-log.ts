import type { SignalEvent } from "@projectionist/contracts";
import type { LoggedSignal } from "../project-events.ts";

/** A seeded source of numbers from 0 up to, not including, a bound (mulberry32). */
export type Random = (bound: number) => number;

export function seeded(seed: number): Random {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

const START = 1_760_000_000_000;

/** A partition of the signals topic: few viewers and films, so that much happens to each; ids that repeat, things taken back. */
export function randomPartition(random: Random, partition: number, length: number): LoggedSignal[] {
  const log: LoggedSignal[] = [];
  for (let offset = 0; offset < length; offset++) {
    const appendedAt = START + offset * 60_000;
    log.push({ event: randomEvent(random, partition, log, appendedAt), offset, appendedAt });
  }
  return log;
}

function randomEvent(random: Random, partition: number, log: readonly LoggedSignal[], now: number): SignalEvent {
  const userId = `u${partition}-${random(5)}`;
  const earlier = log.length > 0 ? log[random(log.length)]!.event : undefined;
  const age = [0, 60_000, 3_600_000, 8 * 86_400_000][random(4)]!;
  const base = { eventId: `e${partition}-${log.length}`, userId, occurredAt: now - age };
  const dice = random(100);
  if (dice < 8 && earlier) return { ...earlier };
  if (dice < 10 && earlier) return { ...base, ...randomSignal(random), eventId: earlier.eventId };
  if (dice < 20 && earlier) {
    return {
      ...base,
      type: "SignalRetracted",
      userId: random(9) > 0 ? earlier.userId : userId,
      retractedEventId: earlier.eventId,
    };
  }
  if (dice < 23 && earlier) {
    const movieId = `m${random(12)}`;
    return {
      ...base,
      type: "ReviewRemoved",
      movieId,
      reviewId: "r",
      userId: earlier.userId,
      retractedEventId: earlier.eventId,
    };
  }
  if (dice < 24 && random(3) === 0) return { ...base, type: "ViewerErased" };
  return { ...base, ...randomSignal(random) };
}

type Signal = Extract<SignalEvent, { recommendationId: string | null }>;
type Payload<T> = T extends unknown ? Omit<T, "eventId" | "userId" | "occurredAt"> : never;

function randomSignal(random: Random): Payload<Signal> {
  const base = { movieId: `m${random(12)}`, recommendationId: null };
  const stars = (1 + random(10)) / 2;
  switch (random(7)) {
    case 0:
      return { ...base, type: "MovieViewed", progress: random(11) / 10 };
    case 1:
      return { ...base, type: "MovieRated", rating: stars };
    case 2:
      return { ...base, type: "ReviewPosted", reviewId: "r", rating: random(2) === 0 ? stars : null };
    case 3:
      return { ...base, type: "WatchlistChanged", added: random(2) === 0 };
    case 4:
      return { ...base, type: "MovieClicked" };
    default:
      return {
        ...base,
        type: "FeedbackGiven",
        feedback: (["liked", "liked", "unliked", "disliked", "notInterested"] as const)[random(5)]!,
      };
  }
}
