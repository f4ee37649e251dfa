import { MAX_CONTRIBUTING_SIGNALS } from "@projectionist/contracts";
import type { LedgerEntry } from "../signal-state/signal-state.ts";
import { filmStanding } from "./film-standing.ts";

/** The entries with which films joined the viewer's history, in that order; `entries` are the whole ledger, in log order. */
export function joinedFilms(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const byFilm = Map.groupBy(entries.slice(0, MAX_CONTRIBUTING_SIGNALS), ({ movieId }) => movieId);
  return [...byFilm.values()]
    .flatMap((ofFilm) => filmStanding(ofFilm).counting[0] ?? [])
    .sort((a, b) => a.offset - b.offset);
}
