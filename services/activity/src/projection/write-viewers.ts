import type { Collection, Write } from "@projectionist/stores";
import { forgetViewers } from "./forget-viewers.ts";
import type { Ledger } from "./ledger.ts";
import { viewerMovieOf } from "./viewer-movie.ts";
import type { Collections, ErasureDocument } from "./collections.ts";
import type { Changes } from "./fold.ts";

/** Another consumer wrote the viewer's documents in between: one of the two has lost the partition. */
export class OvertakenError extends Error {
  constructor(id: string) {
    super(`${id} was written by another consumer of the partition`);
    this.name = "OvertakenError";
  }
}

/**
 * Writes what a batch changed in its viewers' documents, once the films have it: erasures first, so that what they
 * cover is never taken for missing; then facts; then deletes what was erased.
 * @throws {OvertakenError}
 */
export async function writeViewers(collections: Collections, ledger: Ledger, changes: Changes): Promise<void> {
  await putAll(
    collections.erasures,
    [...changes.erased].flatMap((id): Write<ErasureDocument>[] => {
      const value = ledger.versions.erasures.has(id) ? undefined : ledger.erasures.get(id);
      return value ? [{ id, value, expectedVersion: "absent" }] : [];
    }),
  );
  await putAll(
    collections.viewerMovies,
    [...changes.viewerMovies].flatMap((id) => {
      const entries = ledger.viewerMovies.get(id) ?? [];
      return entries.length > 0 ? [writeOf(id, viewerMovieOf(id, entries), ledger.versions.viewerMovies)] : [];
    }),
  );
  await putAll(
    collections.signals,
    [...changes.signals].flatMap((id) => {
      const signal = ledger.signals.get(id);
      return signal ? [writeOf(id, signal, ledger.versions.signals)] : [];
    }),
  );
  await Promise.all([...changes.reviewsRemoved].map((id) => collections.reviews.delete(id)));
  await forgetViewers(collections, [...changes.erased]);
}

/**
 * Deletes what an overtaken consumer put back: after its own writes every consumer looks whether one of its viewers was
 * erased since it read them, and the erasing one deletes after it has written the erasure, so that one of the two sees.
 */
export async function forgetErasedSince(
  collections: Collections,
  ledger: Ledger,
  userIds: ReadonlySet<string>,
): Promise<void> {
  const erased = await collections.erasures.getMany([...userIds]);
  await forgetViewers(
    collections,
    [...erased.keys()].filter((userId) => !ledger.erasures.has(userId)),
  );
}

function writeOf<T extends object>(id: string, value: T, versions: ReadonlyMap<string, number>): Write<T> {
  return { id, value, expectedVersion: versions.get(id) ?? "absent" };
}

async function putAll<T extends object>(collection: Collection<T>, writes: readonly Write<T>[]): Promise<void> {
  if (writes.length === 0) return;
  const outcomes = await collection.putMany(writes);
  const lost = writes.find((_, index) => outcomes[index]?.outcome !== "written");
  if (lost) throw new OvertakenError(lost.id);
}
