import { signalOf, type Signal, type SignalEvent } from "@projectionist/contracts";
import type { Collection, Stored, Where } from "@projectionist/stores";
import {
  signalKey,
  viewerMovieKey,
  type Collections,
  type Entry,
  type ErasureDocument,
  type SignalDocument,
} from "./collections.ts";

const PAGE = 1_000;

export type SignalRecord = Readonly<{ event: SignalEvent; offset: number }>;

/** What the store knows of a batch's viewers: versions for compare-and-set, and the part that a fold changes. */
export type Ledger = Readonly<{
  signals: Map<string, SignalDocument>;
  viewerMovies: Map<string, readonly Entry[]>;
  erasures: Map<string, ErasureDocument>;
  versions: Readonly<{
    signals: ReadonlyMap<string, number>;
    viewerMovies: ReadonlyMap<string, number>;
    erasures: ReadonlyMap<string, number>;
  }>;
}>;

/**
 * Loads what a batch needs: of viewers that it erases, everything. Erasures are read last: where one is missing, nothing
 * read before was deleted by it, so the entries below the batch are complete, even for a consumer that no longer holds
 * the partition. What is left of erased viewers, deleted or not yet, is left out: the films have it already.
 */
export async function loadLedger(collections: Collections, records: readonly SignalRecord[]): Promise<Ledger> {
  const events = records.map(({ event }) => event);
  const signals = await collections.signals.getMany([...new Set(events.flatMap(signalKeysOf))]);
  const viewerMovies = await collections.viewerMovies.getMany([...new Set(viewerMovieKeysOf(events, signals))]);
  for (const userId of new Set(events.filter(({ type }) => type === "ViewerErased").map(({ userId }) => userId))) {
    for await (const stored of allOfViewer(collections.signals, userId)) signals.set(stored.id, stored);
    for await (const stored of allOfViewer(collections.viewerMovies, userId)) viewerMovies.set(stored.id, stored);
  }
  const erasures = await collections.erasures.getMany([...new Set(events.map(({ userId }) => userId))]);
  const standing = <T extends { userId: string }>(found: ReadonlyMap<string, Stored<T>>) =>
    new Map([...found].filter(([, { value }]) => !erasures.has(value.userId)));
  return {
    signals: mapValues(standing(signals), ({ value }) => value),
    viewerMovies: mapValues(standing(viewerMovies), ({ value }) => value.entries),
    erasures: mapValues(erasures, ({ value }) => value),
    versions: {
      signals: mapValues(signals, ({ version }) => version),
      viewerMovies: mapValues(viewerMovies, ({ version }) => version),
      erasures: mapValues(erasures, ({ version }) => version),
    },
  };
}

/** The signals that an event is about: its own, or the one that it takes back. */
function signalKeysOf(event: SignalEvent): string[] {
  if ("retractedEventId" in event) return [signalKey(event.userId, event.retractedEventId)];
  return signalOf(event) ? [signalKey(event.userId, event.eventId)] : [];
}

/** The films that a batch's events are about, by themselves or by the signal that they take back. */
function viewerMovieKeysOf(
  events: readonly SignalEvent[],
  known: ReadonlyMap<string, Stored<SignalDocument>>,
): string[] {
  const named = [
    ...events.map(signalOf).filter((signal): signal is Signal => signal !== undefined),
    ...[...known.values()].map(({ value }) => value),
  ];
  return named.map(({ userId, movieId }) => viewerMovieKey(userId, movieId));
}

/** Every document of a viewer, page by page. */
export async function* allOfViewer<T extends { userId: string }>(
  collection: Collection<T>,
  userId: string,
): AsyncGenerator<Stored<T>> {
  const where = { userId } as Where<T>;
  let cursor: string | undefined;
  do {
    const page = await collection.find({ where, limit: PAGE, ...(cursor ? { cursor } : {}) });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor);
}

function mapValues<A, B>(map: ReadonlyMap<string, A>, change: (value: A) => B): Map<string, B> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
