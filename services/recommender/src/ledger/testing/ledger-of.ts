import type { SignalType } from "@projectionist/contracts";
import type { LedgerEntry } from "../../signal-state/signal-state.ts";

/** Makes a ledger of what happened, in order, offsets from 0: `"liked alien"`, `"rated alien 4.5"`. Times are an hour apart. */
export function ledgerOf(...happened: readonly string[]): LedgerEntry[] {
  return happened.map((text, offset) => {
    const [type, movieId = "", value] = text.split(" ");
    return {
      eventId: `e${offset}`,
      offset,
      movieId,
      type: type as SignalType,
      value: value === undefined ? null : Number(value),
      occurredAt: offset * 3_600_000,
      late: false,
      retractedAt: null,
    };
  });
}

/** The ledger once the entries at these offsets are taken back, by events behind all of it. */
export function without(entries: readonly LedgerEntry[], ...offsets: readonly number[]): LedgerEntry[] {
  return entries.map((entry) =>
    offsets.includes(entry.offset) ? { ...entry, retractedAt: entries.length + entry.offset } : entry,
  );
}
