import { signalCodes, signalTypeOfCode } from "../signal-codes.ts";
import type { LedgerEntry } from "../signal-state.ts";

/** offset, occurredAt, retractedAt (-1: none), value (NaN: none), film, type, late, length of the event id. */
const HEADER_BYTES = 4 * 8 + 4 + 1 + 1 + 2;
const RETRACTED_AT = 16;
const FIRST_BYTES = 256;
/** What a UTF-16 code unit takes in UTF-8. */
const MAX_BYTES_PER_UNIT = 3;

type Films = Readonly<{ of(movieId: string): number; idOf(number: number): string }>;

/** Ledger entries in log order, packed end to end: about 75 bytes each with a UUID as event id. */
export class PackedEntries {
  #bytes: Buffer<ArrayBuffer>;
  #view: DataView<ArrayBuffer>;
  #length: number;
  #count = 0;

  constructor(packed: Uint8Array = new Uint8Array(0)) {
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, packed.length));
    this.#bytes.set(packed);
    this.#view = new DataView(this.#bytes.buffer);
    this.#length = packed.length;
    for (let at = 0; at < this.#length; at = this.#next(at)) this.#count++;
  }

  get count(): number {
    return this.#count;
  }

  /** A view that is good until the next change. */
  packed(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  append(entry: LedgerEntry, films: Films): void {
    this.#reserve(HEADER_BYTES + MAX_BYTES_PER_UNIT * entry.eventId.length);
    const at = this.#length;
    const view = this.#view;
    view.setFloat64(at, entry.offset);
    view.setFloat64(at + 8, entry.occurredAt);
    view.setFloat64(at + RETRACTED_AT, entry.retractedAt ?? -1);
    view.setFloat64(at + 24, entry.value ?? Number.NaN);
    view.setInt32(at + 32, films.of(entry.movieId));
    view.setUint8(at + 36, signalCodes[entry.type]);
    view.setUint8(at + 37, Number(entry.late));
    const idLength = this.#bytes.write(entry.eventId, at + HEADER_BYTES);
    view.setUint16(at + 38, idLength);
    this.#length = at + HEADER_BYTES + idLength;
    this.#count++;
  }

  retract(eventId: string, offset: number): void {
    for (let at = 0; at < this.#length; at = this.#next(at)) {
      if (this.#idAt(at) === eventId) this.#view.setFloat64(at + RETRACTED_AT, offset);
    }
  }

  /** The entries before an offset, as they stood before it. */
  read(films: Films, before = Number.POSITIVE_INFINITY): LedgerEntry[] {
    const entries: LedgerEntry[] = [];
    for (let at = 0; at < this.#length; at = this.#next(at)) {
      const offset = this.#view.getFloat64(at);
      if (offset >= before) break;
      entries.push(this.#entryAt(at, offset, before, films));
    }
    return entries;
  }

  #entryAt(at: number, offset: number, before: number, films: Films): LedgerEntry {
    const view = this.#view;
    const retractedAt = view.getFloat64(at + RETRACTED_AT);
    const value = view.getFloat64(at + 24);
    return {
      eventId: this.#idAt(at),
      offset,
      movieId: films.idOf(view.getInt32(at + 32)),
      type: signalTypeOfCode.get(view.getUint8(at + 36))!,
      value: Number.isNaN(value) ? null : value,
      occurredAt: view.getFloat64(at + 8),
      late: view.getUint8(at + 37) === 1,
      retractedAt: retractedAt === -1 || retractedAt >= before ? null : retractedAt,
    };
  }

  #idAt(at: number): string {
    return this.#bytes.toString("utf8", at + HEADER_BYTES, this.#next(at));
  }

  #next(at: number): number {
    return at + HEADER_BYTES + this.#view.getUint16(at + 38);
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#length + bytes));
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
