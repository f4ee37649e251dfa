import type { SignalEvent } from "@projectionist/contracts";

export const CROWD_FILMS = 12;
const EACH = CROWD_FILMS / 2;

/** Viewers of two tastes, each of whom likes half of the films in an order of its own: `<name>-0`, `<name>-1`, … */
export function crowd(name: string, viewers: number): SignalEvent[] {
  return Array.from({ length: viewers }, (_, viewer) =>
    Array.from({ length: EACH }, (_film, place): SignalEvent => {
      const nth = viewer * EACH + place;
      return {
        type: "FeedbackGiven",
        eventId: `${name}-${nth}`,
        userId: `${name}-${viewer}`,
        movieId: `film-${((place + viewer) % EACH) * 2 + (viewer % 2)}`,
        occurredAt: 1_760_000_000_000 + nth * 1000,
        recommendationId: null,
        feedback: "liked",
      };
    }),
  ).flat();
}
