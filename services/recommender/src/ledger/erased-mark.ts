import type { LedgerEntry } from "../signal-state/signal-state.ts";

/** No id that a client can choose: `~` is in none of them. */
const ERASED = "~erased";

/**
 * All that the ledger of an erased viewer holds, for ever: an entry that contributes nothing, and by which every later
 * signal of the viewer is known to count nowhere.
 */
export function erasedMark(offset: number): LedgerEntry {
  return {
    eventId: ERASED,
    offset,
    movieId: ERASED,
    type: "clicked",
    value: null,
    occurredAt: 0,
    late: true,
    retractedAt: null,
  };
}

/** Whether a ledger's entries, by event id, say that the viewer was erased. */
export function isErased(entries: Pick<ReadonlyMap<string, unknown>, "has">): boolean {
  return entries.has(ERASED);
}
