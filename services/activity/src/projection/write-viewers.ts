import type { Collection, Write } from "@projectionist/stores";
import { allOfViewer, type Ledger } from "./ledger.ts";
import type { Collections, Entry, ViewerMovieDocument } from "./collections.ts";
import type { Changes } from "./fold.ts";
import { standingBefore } from "./standing.ts";

const DELETE_AT_ONCE = 500;

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
    [...changes.erased.keys()].map((id) =>
      writeOf(id, { userId: id, erasures: ledger.erasures.get(id) ?? [] }, ledger.versions.erasures),
    ),
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
  for (const [userId, offset] of changes.erased) await forgetViewer(collections, userId, offset);
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
  const now = await collections.erasures.getMany([...userIds]);
  for (const [userId, { value }] of now) {
    const last = value.erasures.at(-1)?.offset ?? -1;
    if (last > (ledger.erasures.get(userId)?.at(-1)?.offset ?? -1)) await forgetViewer(collections, userId, last);
  }
}

/** Deletes what a viewer signalled below an offset, and the texts that he wrote. Repeating it is harmless. */
async function forgetViewer(collections: Collections, userId: string, before: number): Promise<void> {
  const { signals, viewerMovies, reviews } = collections;
  for await (const { id, value, version } of allOfViewer(viewerMovies, userId)) {
    const entries = value.entries.filter((entry) => entry.offset > before);
    if (entries.length === 0) await viewerMovies.delete(id, { expectedVersion: version });
    else if (entries.length < value.entries.length)
      await viewerMovies.put(id, viewerMovieOf(id, entries), { expectedVersion: version });
  }
  for (const standing of [true, false]) {
    for (;;) {
      const where = { userId, standing, offset: { lt: before } };
      const { items } = await signals.find({ where, sort: { by: "offset", direction: "asc" }, limit: DELETE_AT_ONCE });
      if (items.length === 0) break;
      await Promise.all(items.map(({ id, version }) => signals.delete(id, { expectedVersion: version })));
    }
  }
  for (;;) {
    const { items } = await reviews.find({ where: { userId }, limit: DELETE_AT_ONCE });
    if (items.length === 0) break;
    await Promise.all(items.map(({ id }) => reviews.delete(id)));
  }
}

/** The document of a viewer and a film, with the lists that its entries put it into. */
export function viewerMovieOf(id: string, entries: readonly Entry[]): ViewerMovieDocument {
  const slash = id.indexOf("/");
  const { rated, listed, review } = standingBefore(entries, Infinity);
  return {
    userId: id.slice(0, slash),
    movieId: id.slice(slash + 1),
    entries,
    ...(rated ? { ratedOffset: rated.offset } : {}),
    ...(listed ? { listedOffset: listed.offset } : {}),
    ...(review ? { reviewOffset: review.offset, reviewedAt: review.occurredAt } : {}),
  };
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
