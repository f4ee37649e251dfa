import type { SignalEvent } from "@projectionist/contracts";

/** How many signals are appended at once. */
export const BATCH = 10;

/** The signal of a number; each is another. */
export function signalOf(n: number): SignalEvent {
  const signal = { eventId: `e${n}`, userId: userOf(n), occurredAt: Date.UTC(2026, 0, 1) + n, movieId: `m${n % 50}` };
  return { type: "MovieClicked", ...signal, recommendationId: null };
}

/** The viewer of the signal of a number. */
export function userOf(n: number): string {
  return `u${n % 100}`;
}
