import type { LedgerEntry, ViewerDelta } from "../signal-state.ts";
import type { Row } from "./changed-rows.ts";
import type { FilmNumbers } from "./film-numbers.ts";
import { PackedEntries } from "./packed-entries.ts";

/** A ledger that was erased, kept as long as events before the erasure may have to be read again. */
type Erased = Readonly<{ source: string; erasedAt: number; entries: PackedEntries }>;

/** Of all rows in this process. */
let latestVersion = 0;

/** One viewer's ledger, and the erased ones that cannot go yet, oldest first. */
export class LedgerRow implements Row {
  readonly kind = "ledger";
  readonly key: string;
  changedIn = 0;
  #entries: PackedEntries;
  #version = ++latestVersion;
  #erased: readonly Erased[];

  constructor(userId: string, entries = new PackedEntries(), erased: readonly Erased[] = []) {
    this.key = userId;
    this.#entries = entries;
    this.#erased = erased;
  }

  get isEmpty(): boolean {
    return this.#entries.count === 0 && this.#erased.length === 0;
  }

  get hasErased(): boolean {
    return this.#erased.length > 0;
  }

  /** Another one after every change, from 1 on; no two rows ever have the same. */
  get version(): number {
    return this.#version;
  }

  change(delta: ViewerDelta, source: string, films: FilmNumbers): void {
    this.#version = ++latestVersion;
    switch (delta.kind) {
      case "append":
        return this.#entries.append(delta.entry, films);
      case "retract":
        return this.#entries.retract(delta.eventId, delta.offset);
      case "erase":
        this.#erased = [...this.#erased, { source, erasedAt: delta.offset, entries: this.#entries }];
        this.#entries = new PackedEntries();
    }
  }

  read(films: FilmNumbers, before?: number): LedgerEntry[] {
    if (before === undefined) return this.#entries.read(films);
    const standing = this.#erased.find(({ erasedAt }) => erasedAt >= before)?.entries ?? this.#entries;
    return standing.read(films, before);
  }

  /** Whether some erased ledger lies behind what `passed` says, of its source, every shard has durably passed. */
  canForget(passed: (source: string) => number): boolean {
    return this.#erased.some(({ source, erasedAt }) => erasedAt <= passed(source));
  }

  forget(passed: (source: string) => number): void {
    this.#erased = this.#erased.filter(({ source, erasedAt }) => erasedAt > passed(source));
  }

  /** A JSON head of the erased ledgers and its length, then the entries of these and of the present one. */
  encode(): Uint8Array<ArrayBuffer> | null {
    if (this.isEmpty) return null;
    const parts = [...this.#erased.map(({ entries }) => entries.packed()), this.#entries.packed()];
    const head = this.#erased.map(({ source, erasedAt }, index) => [source, erasedAt, parts[index]!.length]);
    const json = Buffer.from(JSON.stringify(head));
    const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 4 + json.length));
    new DataView(bytes.buffer).setUint32(0, json.length);
    let at = 4;
    for (const part of [json, ...parts]) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  static decode(userId: string, bytes: Uint8Array): LedgerRow {
    const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    const json = Buffer.from(bytes.subarray(4, 4 + headLength)).toString();
    let at = 4 + headLength;
    const erased = (JSON.parse(json) as [string, number, number][]).map(([source, erasedAt, length]) => {
      const entries = new PackedEntries(bytes.subarray(at, at + length));
      at += length;
      return { source, erasedAt, entries };
    });
    return new LedgerRow(userId, new PackedEntries(bytes.subarray(at)), erased);
  }
}
