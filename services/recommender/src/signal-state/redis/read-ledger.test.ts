import { describe, expect, it } from "vitest";
import type { LedgerEntry, ViewerDelta } from "../signal-state.ts";
import { encodeRecord } from "./ledger-record.ts";
import { readLedger } from "./read-ledger.ts";

const entry = (offset: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  eventId: `e${offset}`,
  offset,
  movieId: "alien",
  type: "rated",
  value: 4.5,
  occurredAt: 1_700_000_000_123,
  late: false,
  retractedAt: null,
  ...more,
});
const append = (offset: number, more?: Partial<LedgerEntry>): ViewerDelta => ({
  kind: "append",
  offset,
  userId: "u",
  entry: entry(offset, more),
});
const read = (deltas: readonly ViewerDelta[], before?: number) =>
  readLedger(Buffer.concat(deltas.map((delta) => encodeRecord(delta, "0/e1"))), before);

describe("a ledger of records", () => {
  it("gives entries back as they were", () => {
    const entries = [
      entry(0, { eventId: "0199a3f2-7c4e-71d2-b1d2-3f5a6b7c8d9e", value: null, type: "liked" }),
      entry(1, { eventId: "0199A3F2-7C4E-71D2-B1D2-3F5A6B7C8D9E", late: true }),
      entry(2, { eventId: "", movieId: "ж-電影-🎬", value: 0, occurredAt: -5 }),
      entry(2 ** 52, { eventId: "x".repeat(300), type: "unwatchlisted", value: -0.1 }),
    ];
    expect(read(entries.map((each) => append(each.offset, each)))).toEqual(entries);
  });

  it("takes 18 bytes for an id that is a UUID", () => {
    const bytes = encodeRecord(append(0, { eventId: "0199a3f2-7c4e-71d2-b1d2-3f5a6b7c8d9e" }), "0/e1");
    expect(bytes).toHaveLength(2 + 3 * 8 + 18 + 2 + "alien".length);
  });

  it("keeps the latest retraction that lies before the offset", () => {
    const deltas: ViewerDelta[] = [
      append(0),
      { kind: "retract", offset: 2, userId: "u", eventId: "e0" },
      append(3),
      { kind: "retract", offset: 5, userId: "u", eventId: "e3" },
      { kind: "retract", offset: 6, userId: "u", eventId: "unknown" },
    ];
    const retractions = (before?: number) => read(deltas, before).map(({ retractedAt }) => retractedAt);
    expect(retractions()).toEqual([2, 5]);
    expect(retractions(5)).toEqual([2, null]);
    expect(retractions(2)).toEqual([null]);
  });
});
