import type { SignalType } from "@projectionist/contracts";

/** What a ledger says of its viewer; a pure fold of the entries that stand. */
export type ViewerProfile = Readonly<{
  /** Films that count, each once, in the order in which they first counted; the latest last. */
  history: readonly HistoryItem[];
  /** Films that are never recommended again. */
  seen: ReadonlySet<string>;
  /** Films held against the viewer's taste by the last explicit statement that stands; a subset of `seen`. */
  excluded: ReadonlySet<string>;
  /** Films on the watchlist now. */
  watchlist: ReadonlySet<string>;
  /** Films whose like stands. */
  liked: ReadonlySet<string>;
  /** The last standing rating per film, in stars. */
  ratings: ReadonlyMap<string, number>;
  /** Films begun and not finished, with the last progress. */
  unfinished: ReadonlyMap<string, number>;
  /** Taste per film, −1…1: the last explicit statement about the film that stands, else the last hint (view, watchlist). */
  taste: ReadonlyMap<string, number>;
}>;

export type HistoryItem = Readonly<{
  movieId: string;
  /** The signal by which the viewer's liking is best told: a like before a rating before a review before a view. */
  because: SignalType;
  /** That signal's. */
  value: number | null;
  offset: number;
  occurredAt: number;
}>;
