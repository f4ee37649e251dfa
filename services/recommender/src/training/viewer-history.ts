import { joinedFilms } from "../ledger/joined-films.ts";
import type { LedgerEntry } from "../signal-state/signal-state.ts";

/** The films that count for a viewer, in the order in which they joined the history. */
export type ViewerHistory = Readonly<{
  userId: string;
  /** Of the signals topic, where all that is the viewer's stands. */
  partition: number;
  movieIds: readonly string[];
  /** Seconds since 1970. */
  times: readonly number[];
  /** Where in the partition each joined. */
  offsets: readonly number[];
}>;

/** What a viewer's ledger, in log order, amounts to; nothing of one who was erased. */
export function viewerHistory(userId: string, partition: number, entries: readonly LedgerEntry[]): ViewerHistory {
  const joined = joinedFilms(entries);
  return {
    userId,
    partition,
    movieIds: joined.map(({ movieId }) => movieId),
    times: joined.map(({ occurredAt }) => occurredAt / 1000),
    offsets: joined.map(({ offset }) => offset),
  };
}
