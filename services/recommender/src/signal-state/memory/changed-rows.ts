/** A unit of a shard's stored state. */
export interface Row {
  readonly kind: RowKind;
  readonly key: string | number;
  /** The round of changes in which it last changed; kept by {@link ChangedRows}, 0 for never. */
  changedIn: number;
  /** What is stored of it; null when there is nothing to store. */
  encode(): Uint8Array<ArrayBuffer> | null;
}

export type RowKind = "fence" | "pairs" | "totals" | "trending" | "ledger";

export type EncodedRow = Readonly<{ kind: RowKind; key: string | number; bytes: Uint8Array<ArrayBuffer> | null }>;

/**
 * Which rows of a shard changed since they were last stored. A capture holds the shard as it was when the capture began,
 * however long it takes: a row that is about to change meanwhile is encoded first.
 */
export class ChangedRows {
  #round = 1;
  #changed: Row[] = [];
  #capture: Capture | null = null;

  get any(): boolean {
    return this.#changed.length > 0;
  }

  /** To be called before every change of a row. */
  touch(row: Row): void {
    if (row.changedIn === this.#round) return;
    this.#capture?.encodeIfPending(row);
    row.changedIn = this.#round;
    this.#changed.push(row);
  }

  /** Begins to capture everything changed so far; one capture at a time, ended by `stored` or `failed`. */
  capture(): Capture {
    if (this.#capture) throw new Error("a capture of this shard is under way");
    this.#capture = new Capture(this.#changed, this.#round);
    this.#changed = [];
    this.#round++;
    return this.#capture;
  }

  stored(): void {
    this.#capture = null;
  }

  /** What was captured has not been stored after all: its rows count as changed again. */
  failed(): void {
    const again = (this.#capture?.rows ?? []).filter((row) => row.changedIn !== this.#round);
    for (const row of again) row.changedIn = this.#round;
    this.#changed = [...again, ...this.#changed];
    this.#capture = null;
  }
}

export class Capture {
  readonly rows: readonly Row[];
  readonly #round: number;
  #next = 0;
  #encoded: EncodedRow[] = [];

  constructor(rows: readonly Row[], round: number) {
    this.rows = rows;
    this.#round = round;
  }

  get done(): boolean {
    return this.#next === this.rows.length && this.#encoded.length === 0;
  }

  encodeIfPending(row: Row): void {
    if (row.changedIn !== this.#round) return;
    row.changedIn = 0;
    this.#encoded.push({ kind: row.kind, key: row.key, bytes: row.encode() });
  }

  /** Some more of the rows: encodes for about so many milliseconds or bytes. */
  take(maxMs: number, maxBytes: number): EncodedRow[] {
    const deadline = performance.now() + maxMs;
    let bytes = 0;
    while (this.#next < this.rows.length && bytes < maxBytes && performance.now() < deadline) {
      const before = this.#encoded.length;
      this.encodeIfPending(this.rows[this.#next++]!);
      bytes += this.#encoded[before]?.bytes?.length ?? 0;
    }
    const taken = this.#encoded;
    this.#encoded = [];
    return taken;
  }
}
