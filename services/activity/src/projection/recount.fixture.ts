import { signalOf, type Signal, type SignalType } from "@projectionist/contracts";
import type { Removed } from "./collections.ts";
import type { SignalRecord } from "./ledger.ts";

type Kept = Signal & { gone: boolean };

export type Recount = Readonly<{
  /** Per film that has any: [viewers per half star …, likes, views]. */
  films: Record<string, number[]>;
  /** Per viewer that has any, event ids, latest first. */
  history: Record<string, string[]>;
  ratings: Record<string, string[]>;
  watchlist: Record<string, string[]>;
  reviews: Record<string, string[]>;
  /** Per erased viewer, what the erasure took away. */
  erased: Record<string, Removed>;
}>;

/** What the records mean, counted the slow and obvious way: keep every viewer's signals, then look at what is left. */
export function recount(partitions: readonly (readonly SignalRecord[])[]): Recount {
  const viewers = new Map<string, Kept[]>();
  const erased: Record<string, Removed> = {};
  for (const records of partitions) {
    for (const { event } of records) {
      if (erased[event.userId]) continue;
      if (event.type === "ViewerErased") {
        erased[event.userId] = removedOf(viewers.get(event.userId) ?? []);
        viewers.delete(event.userId);
        continue;
      }
      const kept = viewers.get(event.userId) ?? [];
      viewers.set(event.userId, kept);
      const signal = signalOf(event);
      if (signal && !kept.some(({ eventId }) => eventId === signal.eventId)) kept.push({ ...signal, gone: false });
      if ("retractedEventId" in event) {
        const target = kept.find(({ eventId }) => eventId === event.retractedEventId);
        if (target) target.gone = true;
      }
    }
  }

  const films: Record<string, number[]> = {};
  const lists = { history: {}, ratings: {}, watchlist: {}, reviews: {} } as Omit<Recount, "films" | "erased">;
  for (const [userId, all] of viewers) {
    const standing = all.filter(({ gone }) => !gone).reverse();
    const last = (wanted: (signal: Signal) => boolean) => {
      const seen = new Set<string>();
      return standing.filter((signal) => wanted(signal) && !seen.has(signal.movieId) && seen.add(signal.movieId));
    };
    const rated = last(({ type, value }) => (type === "rated" || type === "reviewed") && value !== null);
    const liked = last(({ type }) => type === "liked" || type === "unliked").filter(({ type }) => type === "liked");
    const viewed = last(({ type, value }) => type === "viewed" && (value ?? 0) >= 0.7);
    const listed = last(({ type }) => type.endsWith("watchlisted")).filter(({ type }) => type === "watchlisted");
    for (const { movieId, value } of rated) totalsOf(movieId)[(value ?? 0) * 2 - 1]! += 1;
    for (const { movieId } of liked) totalsOf(movieId)[10]! += 1;
    for (const { movieId } of viewed) totalsOf(movieId)[11]! += 1;
    note(lists.history, userId, standing);
    note(lists.ratings, userId, rated);
    note(lists.watchlist, userId, listed);
    note(
      lists.reviews,
      userId,
      last(({ type }) => type === "reviewed"),
    );
  }
  return { films, ...lists, erased };

  function totalsOf(movieId: string): number[] {
    return (films[movieId] ??= Array.from({ length: 12 }, () => 0));
  }
}

function removedOf(kept: readonly Kept[]): Removed {
  const signals: Partial<Record<SignalType, number>> = {};
  for (const { type } of kept) signals[type] = (signals[type] ?? 0) + 1;
  return { signals, reviewTexts: kept.filter(({ type, gone }) => type === "reviewed" && !gone).length };
}

function note(list: Record<string, string[]>, userId: string, signals: readonly Signal[]): void {
  if (signals.length > 0) list[userId] = signals.map(({ eventId }) => eventId);
}
