import type { FilmDelta, LedgerEntry, ViewerDelta } from "../signal-state.ts";

/** What one record of the log changes. */
export type Event = Readonly<{ offset: number; films?: readonly FilmDelta[]; viewers?: readonly ViewerDelta[] }>;

export const pair = (offset: number, movieId: string, next: string, amount = 10): Event => ({
  offset,
  films: [{ kind: "pair", offset, movieId, next, amount }],
});

export const history = (offset: number, movieId: string, amount = 1): Event => ({
  offset,
  films: [{ kind: "total", offset, movieId, total: "history", amount }],
});

export const trending = (offset: number, movieId: string, occurredAt: number, amount = 1): Event => ({
  offset,
  films: [{ kind: "trending", offset, movieId, occurredAt, amount }],
});

export const entryAt = (offset: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  eventId: `e${offset}`,
  offset,
  movieId: "alien",
  type: "rated",
  value: 4.5,
  occurredAt: 1_700_000_000_123,
  late: false,
  retractedAt: null,
  ...more,
});

export const append = (offset: number, userId: string, more: Partial<LedgerEntry> = {}): Event => ({
  offset,
  viewers: [{ kind: "append", offset, userId, entry: entryAt(offset, more) }],
});

export const retract = (offset: number, userId: string, eventId: string): Event => ({
  offset,
  viewers: [{ kind: "retract", offset, userId, eventId }],
});

export const erase = (offset: number, userId: string): Event => ({
  offset,
  viewers: [{ kind: "erase", offset, userId }],
});
