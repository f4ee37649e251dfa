import { signalOf, type Signal, type SignalEvent, type SignalType, type ViewerErased } from "@projectionist/contracts";
import { signalKey, viewerMovieKey, type Entry, type Removed, type SignalDocument } from "./collections.ts";
import type { Ledger, SignalRecord } from "./ledger.ts";
import { changesTotals, type MovieChange } from "./movie-totals.ts";
import { NOTHING_STANDS, bearsOnMovie, standingBefore } from "./standing.ts";

/**
 * Past so many signals of one viewer about one film, in log order, further ones are history only. It bounds the document
 * that every such signal rewrites.
 */
export const MAX_ENTRIES = 1_000;

/** What a batch changed, by document. */
export type Changes = Readonly<{
  /** Per film, in log order. */
  movies: Map<string, MovieChange[]>;
  signals: Set<string>;
  viewerMovies: Set<string>;
  /** Viewers of whom everything goes. */
  erased: Set<string>;
  /** Texts of reviews that were taken back, or that an erased viewer posted. */
  reviewsRemoved: Set<string>;
}>;

/**
 * Folds a partition's events, in log order, into the ledger and says what to write. Every event is judged as of its own
 * offset, so events that are delivered again give the same changes, which the films' fences then drop. The first event
 * of an id counts; a retracted id stays taken; nothing of an erased viewer counts, before the erasure or behind it.
 */
export function foldSignals(ledger: Ledger, records: readonly SignalRecord[]): Changes {
  const changes: Changes = {
    movies: new Map(),
    signals: new Set(),
    viewerMovies: new Set(),
    erased: new Set(),
    reviewsRemoved: new Set(),
  };

  for (const { event, offset } of records) {
    const signal = signalOf(event);
    if (event.type === "ViewerErased") erase(event, offset);
    else if (ledger.erasures.has(event.userId)) leaveOut(event);
    else if (signal) add(signal, offset, reviewOf(event));
    else if ("retractedEventId" in event) retract(event.userId, event.retractedEventId, offset);
  }
  return changes;

  /** Its text may have been written after those of the viewer were deleted. */
  function leaveOut(event: SignalEvent): void {
    const { reviewId } = reviewOf(event);
    if (reviewId !== undefined) changes.reviewsRemoved.add(reviewId);
  }

  function add({ userId, eventId, movieId, type, value, occurredAt }: Signal, offset: number, review: object): void {
    const key = signalKey(userId, eventId);
    const known = ledger.signals.get(key);
    if (known && known.offset > offset) throw new Error(`the log has lost records: ${key} was at ${known.offset}`);
    if (known && known.offset < offset) return;
    const entry: Entry = {
      eventId,
      offset,
      type,
      value,
      occurredAt,
      ...review,
      retractedAt: known?.retractedAt ?? null,
    };
    if (!known) {
      ledger.signals.set(key, { userId, movieId, ...entry, standing: true });
      changes.signals.add(key);
    }
    if (!bearsOnMovie(entry)) return;
    const place = viewerMovieKey(userId, movieId);
    const entries = ledger.viewerMovies.get(place) ?? [];
    const index = entries.findIndex((each) => each.offset >= offset);
    const earlier = index === -1 ? entries.length : index;
    if (earlier >= MAX_ENTRIES) return;
    if (entries[earlier]?.offset !== offset) {
      ledger.viewerMovies.set(place, entries.toSpliced(earlier, 0, entry));
      changes.viewerMovies.add(place);
    }
    noteChange(place, movieId, offset);
  }

  function retract(userId: string, eventId: string, offset: number): void {
    const key = signalKey(userId, eventId);
    const target = ledger.signals.get(key);
    if (!target || target.offset > offset) return;
    if (target.retractedAt !== null && target.retractedAt < offset) return;
    if (target.retractedAt === null) {
      ledger.signals.set(key, { ...target, standing: false, retractedAt: offset });
      changes.signals.add(key);
    }
    if (target.reviewId !== undefined) changes.reviewsRemoved.add(target.reviewId);
    const place = viewerMovieKey(userId, target.movieId);
    const entries = ledger.viewerMovies.get(place) ?? [];
    const index = entries.findIndex((entry) => entry.offset === target.offset);
    const entry = entries[index];
    if (!entry) return;
    if (entry.retractedAt === null) {
      ledger.viewerMovies.set(place, entries.with(index, { ...entry, retractedAt: offset }));
      changes.viewerMovies.add(place);
    }
    noteChange(place, target.movieId, offset);
  }

  function erase({ userId, eventId, occurredAt }: ViewerErased, offset: number): void {
    changes.erased.add(userId);
    if (ledger.erasures.has(userId)) return;
    const removed = removedOf([...ledger.signals.values()].filter((signal) => signal.userId === userId));
    ledger.erasures.set(userId, { userId, eventId, offset, occurredAt, removed });
    for (const [place, entries] of ledger.viewerMovies) {
      if (!place.startsWith(`${userId}/`)) continue;
      note(place.slice(userId.length + 1), { offset, before: standingBefore(entries, offset), after: NOTHING_STANDS });
      ledger.viewerMovies.delete(place);
    }
    for (const [key, signal] of ledger.signals) if (signal.userId === userId) ledger.signals.delete(key);
  }

  function noteChange(place: string, movieId: string, offset: number): void {
    const entries = ledger.viewerMovies.get(place) ?? [];
    note(movieId, { offset, before: standingBefore(entries, offset), after: standingBefore(entries, offset + 1) });
  }

  function note(movieId: string, change: MovieChange): void {
    if (!changesTotals(change)) return;
    const noted = changes.movies.get(movieId);
    if (noted) noted.push(change);
    else changes.movies.set(movieId, [change]);
  }
}

function removedOf(signals: readonly SignalDocument[]): Removed {
  const counts: Partial<Record<SignalType, number>> = {};
  for (const { type } of signals) counts[type] = (counts[type] ?? 0) + 1;
  const reviewTexts = signals.filter(({ reviewId, standing }) => reviewId !== undefined && standing).length;
  return { signals: counts, reviewTexts };
}

function reviewOf(event: SignalEvent): Partial<Pick<SignalDocument, "reviewId">> {
  return event.type === "ReviewPosted" ? { reviewId: event.reviewId } : {};
}
