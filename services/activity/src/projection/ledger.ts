import { signalOf, type Signal, type SignalEvent } from "@projectionist/contracts";
import type { Stored } from "@projectionist/stores";
import {
  signalKey,
  viewerMovieKey,
  type Collections,
  type Entry,
  type Erasure,
  type SignalDocument,
  type ViewerMovieDocument,
} from "./collections.ts";

const PAGE = 1_000;

export type SignalRecord = Readonly<{ event: SignalEvent; offset: number }>;

/** What the store knows of a batch's viewers: versions for compare-and-set, and the part that a fold changes. */
export type Ledger = Readonly<{
  signals: Map<string, SignalDocument>;
  viewerMovies: Map<string, readonly Entry[]>;
  erasures: Map<string, readonly Erasure[]>;
  versions: Readonly<{
    signals: ReadonlyMap<string, number>;
    viewerMovies: ReadonlyMap<string, number>;
    erasures: ReadonlyMap<string, number>;
  }>;
}>;

/**
 * Loads what a batch needs. Erasures are read last: where one is missing, nothing read before was deleted by it, so the
 * entries below the batch are complete, even for a consumer that no longer holds the partition. What is older than an
 * erasure is left out, whether deleted yet or not: the films have it already.
 */
export async function loadLedger(collections: Collections, records: readonly SignalRecord[]): Promise<Ledger> {
  const events = records.map(({ event }) => event);
  const signals = await collections.signals.getMany([...new Set(events.flatMap(signalKeysOf))]);
  const viewerMovies = await loadViewerMovies(collections, events, signals);
  const erasures = await collections.erasures.getMany([...new Set(events.map(({ userId }) => userId))]);
  const begin = (userId: string) => erasures.get(userId)?.value.erasures.at(-1)?.offset ?? -1;
  const standing = [...signals].filter(([, { value }]) => value.offset > begin(value.userId));
  return {
    signals: new Map(standing.map(([key, { value }]) => [key, value])),
    viewerMovies: mapValues(viewerMovies, ({ value: { entries, userId } }) =>
      entries.filter(({ offset }) => offset > begin(userId)),
    ),
    erasures: mapValues(erasures, ({ value }) => value.erasures),
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

async function loadViewerMovies(
  { viewerMovies }: Collections,
  events: readonly SignalEvent[],
  known: ReadonlyMap<string, Stored<SignalDocument>>,
): Promise<Map<string, Stored<ViewerMovieDocument>>> {
  const named = [
    ...events.map(signalOf).filter((signal): signal is Signal => signal !== undefined),
    ...[...known.values()].map(({ value }) => value),
  ];
  const found = await viewerMovies.getMany([
    ...new Set(named.map(({ userId, movieId }) => viewerMovieKey(userId, movieId))),
  ]);
  const erased = new Set(events.filter(({ type }) => type === "ViewerErased").map(({ userId }) => userId));
  for (const userId of erased) {
    for await (const stored of allOfViewer(viewerMovies, userId)) found.set(stored.id, stored);
  }
  return found;
}

/** Every document of a viewer, page by page. */
export async function* allOfViewer(
  viewerMovies: Collections["viewerMovies"],
  userId: string,
): AsyncGenerator<Stored<ViewerMovieDocument>> {
  let cursor: string | undefined;
  do {
    const page = await viewerMovies.find({ where: { userId }, limit: PAGE, ...(cursor ? { cursor } : {}) });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor);
}

function mapValues<A, B>(map: ReadonlyMap<string, A>, change: (value: A) => B): Map<string, B> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
