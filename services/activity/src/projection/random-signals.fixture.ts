import type { SignalEvent } from "@projectionist/contracts";
import type { SignalRecord } from "./ledger.ts";

export type Random = () => number;

/** Numbers in [0, 1) that only depend on the seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!;
}

/**
 * The records of one partition: few viewers and films, so that signals meet, with ids used twice, retractions of what
 * stands, of what was retracted, of nobody's and of later ids, and erasures, of which some are recorded twice and all
 * are followed by more signals of the viewer.
 */
export function randomSignals(random: Random, partition: number, length: number): SignalRecord[] {
  const erasures: SignalEvent[] = [];
  const records: SignalRecord[] = [];
  let offset = 0;
  for (let index = 0; index < length; index++) {
    const userId = `viewer-${partition}-${Math.floor(random() * 8)}`;
    const again = random() < 0.02 && erasures.length > 0;
    const event = again ? pick(random, erasures) : randomEvent(random, userId, index);
    if (event.type === "ViewerErased") erasures.push(event);
    records.push({ event, offset });
    offset += random() < 0.05 ? 3 : 1;
  }
  return records;
}

function randomEvent(random: Random, userId: string, index: number): SignalEvent {
  const idOf = (number: number) => `event-${number}`;
  const earlier = idOf(Math.floor(random() * (index + 2)));
  const eventId = random() < 0.1 ? earlier : idOf(index);
  const movieId = `film-${Math.floor(random() * 4)}`;
  const viewer = { eventId, userId, occurredAt: 1_700_000_000_000 + Math.floor(random() * 1_000) };
  const film = { ...viewer, movieId, recommendationId: null };
  const kind = random();
  if (kind < 0.2) return { type: "MovieRated", ...film, rating: Math.ceil(random() * 10) / 2 };
  if (kind < 0.4) return { type: "MovieViewed", ...film, progress: pick(random, [0.1, 0.69, 0.7, 1]) };
  if (kind < 0.6) {
    const feedback = pick(random, ["liked", "liked", "unliked", "disliked", "notInterested", "unknown"] as const);
    return { type: "FeedbackGiven", ...film, feedback };
  }
  if (kind < 0.7) return { type: "WatchlistChanged", ...film, added: random() < 0.6 };
  if (kind < 0.74) return { type: "MovieClicked", ...film };
  if (kind < 0.82) {
    const rating = random() < 0.5 ? null : Math.ceil(random() * 10) / 2;
    return { type: "ReviewPosted", ...film, reviewId: `review-${userId}-${index}`, rating };
  }
  const retraction = { ...viewer, eventId: `retract-${index}`, retractedEventId: earlier };
  if (kind < 0.94) return { type: "SignalRetracted", ...retraction };
  if (kind < 0.985) return { type: "ReviewRemoved", ...retraction, movieId, reviewId: "unused" };
  return { type: "ViewerErased", ...viewer, eventId: `erased-${index}` };
}
