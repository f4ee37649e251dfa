import type { SignalEvent } from "@projectionist/contracts";
import type { CheckedSignal } from "./check-signal.ts";

/** The fact that a checked signal is recorded as. Reviews are not posted this way. */
export function eventOf(signal: CheckedSignal): SignalEvent {
  const { eventId, userId, occurredAt, movieId, recommendationId, type, value } = signal;
  const fact = { eventId, userId, occurredAt, movieId, recommendationId };
  switch (type) {
    case "viewed":
      return { type: "MovieViewed", ...fact, progress: numberOf(value) };
    case "rated":
      return { type: "MovieRated", ...fact, rating: numberOf(value) };
    case "watchlisted":
    case "unwatchlisted":
      return { type: "WatchlistChanged", ...fact, added: type === "watchlisted" };
    case "clicked":
      return { type: "MovieClicked", ...fact };
    case "liked":
    case "unliked":
    case "disliked":
    case "notInterested":
      return { type: "FeedbackGiven", ...fact, feedback: type };
    case "reviewed":
      throw new TypeError("a review is posted with its text");
  }
}

function numberOf(value: number | null): number {
  if (value === null) throw new TypeError("a checked signal of this type has a value");
  return value;
}
