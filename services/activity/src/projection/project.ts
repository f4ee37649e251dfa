import type { Collections } from "./collections.ts";
import { foldSignals } from "./fold.ts";
import { loadLedger, type SignalRecord } from "./ledger.ts";
import { forgetErasedSince, writeViewers } from "./write-viewers.ts";
import type { WriteMovies } from "./write-movies.ts";

/** Brings a partition's events, in log order, into the documents; resolves when all of it is durable. */
export type Project = (partition: number, records: readonly SignalRecord[]) => Promise<void>;

/**
 * Exact however often, and by how many consumers, the events are delivered: films are written first and drop what is
 * not behind their fence; viewers' documents keep values with their offsets, so that after a crash in between the same
 * events give the same changes; all writes are compare-and-set.
 */
export function createProject(collections: Collections, writeMovies: WriteMovies): Project {
  return async (partition, records) => {
    if (records.length === 0) return;
    const ledger = await loadLedger(collections, records);
    const changes = foldSignals(ledger, records);
    await writeMovies(partition, changes.movies);
    try {
      await writeViewers(collections, ledger, changes);
    } finally {
      await forgetErasedSince(collections, ledger, new Set(records.map(({ event }) => event.userId)));
    }
  };
}
