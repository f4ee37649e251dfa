import { signalCodes, signalTypeOfCode } from "../signal-codes.ts";
import type { LedgerEntry, ViewerDelta } from "../signal-state.ts";
import { ByteReader, ByteWriter, sizeOfText } from "./record-bytes.ts";

/** Beside the codes of signals, 1 to 254. */
const RETRACTED = 0;
const ERASED = 255;

const LATE = 1;
const WITH_VALUE = 2;

/** What happened to a ledger. All there is of a ledger are its records in log order. */
export type LedgerRecord =
  | Readonly<{ kind: "append"; entry: LedgerEntry }>
  | Readonly<{ kind: "retract"; offset: number; eventId: string }>
  | Readonly<{ kind: "erase"; offset: number; source: string }>;

/** A delta as a record: about 45 bytes with a UUID as event id. `source` is the partition's field. */
export function encodeRecord(delta: ViewerDelta, source: string): Buffer {
  switch (delta.kind) {
    case "append":
      return encodeEntry(delta.entry);
    case "retract":
      return encodeChange(RETRACTED, delta.offset, delta.eventId);
    case "erase":
      return encodeChange(ERASED, delta.offset, source);
  }
}

/** Reads one record. */
export function decodeRecord(bytes: Buffer): LedgerRecord {
  return readRecord(new ByteReader(bytes));
}

/** Reads records that lie end to end. */
export function* decodeRecords(bytes: Buffer): Iterable<LedgerRecord> {
  const reader = new ByteReader(bytes);
  while (!reader.atEnd) yield readRecord(reader);
}

function encodeChange(code: number, offset: number, text: string): Buffer {
  const writer = new ByteWriter(1 + 8 + sizeOfText(text));
  writer.byte(code);
  writer.number(offset);
  writer.text(text);
  return writer.bytes;
}

function encodeEntry({ eventId, offset, movieId, type, value, occurredAt, late }: LedgerEntry): Buffer {
  const writer = new ByteWriter(1 + 1 + 8 + 8 + (value === null ? 0 : 8) + sizeOfText(eventId) + sizeOfText(movieId));
  writer.byte(signalCodes[type]);
  writer.byte((late ? LATE : 0) | (value === null ? 0 : WITH_VALUE));
  writer.number(offset);
  writer.number(occurredAt);
  if (value !== null) writer.number(value);
  writer.text(eventId);
  writer.text(movieId);
  return writer.bytes;
}

function readRecord(reader: ByteReader): LedgerRecord {
  const code = reader.byte();
  if (code === RETRACTED) return { kind: "retract", offset: reader.number(), eventId: reader.text() };
  if (code === ERASED) return { kind: "erase", offset: reader.number(), source: reader.text() };
  const flags = reader.byte();
  const offset = reader.number();
  const occurredAt = reader.number();
  const value = flags & WITH_VALUE ? reader.number() : null;
  const eventId = reader.text();
  const movieId = reader.text();
  const type = signalTypeOfCode.get(code)!;
  const late = (flags & LATE) !== 0;
  return { kind: "append", entry: { eventId, offset, movieId, type, value, occurredAt, late, retractedAt: null } };
}
