import type { LedgerEntry } from "../signal-state.ts";
import { decodeRecords } from "./ledger-record.ts";

type OpenEntry = { -readonly [Field in keyof LedgerEntry]: LedgerEntry[Field] };

/**
 * The ledger that records lying end to end amount to: as it stood before an offset where one is given, when entries
 * erased at or after it still stood.
 */
export function readLedger(records: Buffer, before = Number.POSITIVE_INFINITY): readonly LedgerEntry[] {
  let entries: OpenEntry[] = [];
  let byId: Map<string, OpenEntry> | undefined;
  for (const record of decodeRecords(records)) {
    switch (record.kind) {
      case "append":
        if (record.entry.offset >= before) break;
        entries.push({ ...record.entry });
        byId?.set(record.entry.eventId, entries.at(-1)!);
        break;
      case "retract": {
        if (record.offset >= before) break;
        byId ??= new Map(entries.map((entry) => [entry.eventId, entry]));
        const entry = byId.get(record.eventId);
        if (entry) entry.retractedAt = record.offset;
        break;
      }
      case "erase":
        if (record.offset >= before) return entries;
        entries = [];
        byId = undefined;
    }
  }
  return entries;
}
