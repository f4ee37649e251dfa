import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDocuments, type Collection, type Documents } from "@projectionist/stores";
import { openCollections, type Collections } from "./collections.ts";
import type { Recount } from "./recount.fixture.ts";

export type TestStore = Readonly<{ documents: Documents; collections: Collections; close(): Promise<void> }>;

/** An empty store of its own, in a folder that goes with it. */
export async function openTestStore(): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), "activity-"));
  const documents = await openDocuments(`sqlite:${join(folder, "documents.db")}`);
  return {
    documents,
    collections: await openCollections(documents),
    async close() {
      await documents.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Everything that the projections hold but versions and the publisher's flag. */
export async function dump({ signals, viewerMovies, movies, erasures }: Collections): Promise<Record<string, object>> {
  return {
    signals: await everything(signals),
    viewerMovies: await everything(viewerMovies),
    erasures: await everything(erasures),
    movies: await everything(movies, (movie) => ({ ...movie, unpublished: null })),
  };
}

/** The documents' meaning, as {@link recount} puts it. */
export async function meaningOf(collections: Collections): Promise<Recount> {
  const signals = Object.values(await everything(collections.signals));
  const pairs = Object.values(await everything(collections.viewerMovies));
  const films: Record<string, number[]> = {};
  for (const movie of Object.values(await everything(collections.movies))) {
    const totals = [...movie.ratings, movie.likes, movie.views];
    if (totals.some((total) => total !== 0)) films[movie.movieId] = totals;
  }
  const inList = (key: "ratedOffset" | "listedOffset" | "reviewOffset") =>
    byViewer(
      pairs.flatMap(({ userId, entries, [key]: place }) => {
        const entry = entries.find(({ offset }) => offset === place);
        return entry ? [{ ...entry, userId }] : [];
      }),
    );
  return {
    films,
    history: byViewer(signals.filter(({ standing }) => standing)),
    ratings: inList("ratedOffset"),
    watchlist: inList("listedOffset"),
    reviews: inList("reviewOffset"),
    erased: await everything(collections.erasures, ({ removed }) => removed),
  };
}

function byViewer(items: readonly { userId: string; eventId: string; offset: number }[]): Record<string, string[]> {
  const lists: Record<string, string[]> = {};
  for (const { userId, eventId } of items.toSorted((a, b) => b.offset - a.offset)) (lists[userId] ??= []).push(eventId);
  return lists;
}

async function everything<T extends object, V = T>(
  collection: Collection<T>,
  show: (value: T) => V = (value) => value as unknown as V,
): Promise<Record<string, V>> {
  const all: Record<string, V> = {};
  let cursor: string | undefined;
  do {
    const page = await collection.find({ limit: 1_000, ...(cursor ? { cursor } : {}) });
    for (const { id, value } of page.items) all[id] = show(value);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}

export type Crash = "before" | "half" | "after";

/** The process dies at a write: nothing, half or all of it reached the store. */
export class CrashError extends Error {}

/** Collections whose `countdown`th write from now crashes; set it again for the next crash. */
export function crashing(collections: Collections): {
  collections: Collections;
  crashAt(countdown: number, how: Crash): void;
} {
  let left = Infinity;
  let how: Crash = "before";

  function wrap<T extends object>(inner: Collection<T>): Collection<T> {
    const dying = async <R>(write: () => Promise<R>, half: () => Promise<unknown>): Promise<R> => {
      left -= 1;
      if (left !== 0) return write();
      if (how === "half") await half();
      if (how === "after") await write();
      throw new CrashError("the process died");
    };
    return {
      get: (id) => inner.get(id),
      getMany: (ids) => inner.getMany(ids),
      find: (query) => inner.find(query),
      count: (where) => inner.count(where),
      put: (id, value, options) =>
        dying(
          () => inner.put(id, value, options),
          async () => {},
        ),
      putMany: (writes) =>
        dying(
          () => inner.putMany(writes),
          () => inner.putMany(writes.slice(0, Math.ceil(writes.length / 2))),
        ),
      delete: (id, options) =>
        dying(
          () => inner.delete(id, options),
          async () => {},
        ),
    };
  }

  return {
    collections: {
      signals: wrap(collections.signals),
      viewerMovies: wrap(collections.viewerMovies),
      movies: wrap(collections.movies),
      erasures: wrap(collections.erasures),
      progress: wrap(collections.progress),
      reviews: wrap(collections.reviews),
    },
    crashAt(countdown, kind) {
      left = countdown;
      how = kind;
    },
  };
}
