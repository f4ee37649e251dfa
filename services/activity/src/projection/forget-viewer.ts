import { VersionConflictError } from "@projectionist/stores";
import type { Collections } from "./collections.ts";
import { allOfViewer } from "./ledger.ts";
import { viewerMovieOf } from "./viewer-movie.ts";

const AT_ONCE = 500;
const MOST_ATTEMPTS = 10;

/**
 * Deletes what a viewer signalled below an offset, and the texts that he wrote. Repeating it is harmless. What another
 * consumer writes meanwhile is looked at again.
 */
export async function forgetViewer(collections: Collections, userId: string, before: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await forgetViewerMovies(collections, userId, before);
      await forgetSignals(collections, userId, before);
      return await forgetReviews(collections, userId);
    } catch (error) {
      if (!(error instanceof VersionConflictError) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

async function forgetViewerMovies({ viewerMovies }: Collections, userId: string, before: number): Promise<void> {
  for await (const { id, value, version } of allOfViewer(viewerMovies, userId)) {
    const entries = value.entries.filter(({ offset }) => offset > before);
    const expected = { expectedVersion: version };
    if (entries.length === 0) await viewerMovies.delete(id, expected);
    else if (entries.length < value.entries.length) await viewerMovies.put(id, viewerMovieOf(id, entries), expected);
  }
}

async function forgetSignals({ signals }: Collections, userId: string, before: number): Promise<void> {
  for (const standing of [true, false]) {
    const where = { userId, standing, offset: { lt: before } };
    for (;;) {
      const { items } = await signals.find({ where, sort: { by: "offset", direction: "asc" }, limit: AT_ONCE });
      if (items.length === 0) break;
      await Promise.all(items.map(({ id, version }) => signals.delete(id, { expectedVersion: version })));
    }
  }
}

async function forgetReviews({ reviews }: Collections, userId: string): Promise<void> {
  for (;;) {
    const { items } = await reviews.find({ where: { userId }, limit: AT_ONCE });
    if (items.length === 0) return;
    await Promise.all(items.map(({ id }) => reviews.delete(id)));
  }
}
