import type { LogSource } from "../signal-state.ts";
import type { ChangedRows, Row } from "./changed-rows.ts";

/** A partition of the log as a key. */
export function sourceKey({ epoch, partition }: LogSource): string {
  return `${partition}/${epoch}`;
}

class FenceRow implements Row {
  readonly kind = "fence";
  readonly key: string;
  changedIn = 0;
  offset: number;

  constructor(key: string, offset: number) {
    this.key = key;
    this.offset = offset;
  }

  encode(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(new Float64Array([this.offset]).buffer);
  }
}

/** A shard's last applied offset per partition of the log. */
export class Fences {
  readonly #rows = new Map<string, FenceRow>();
  readonly #changed: ChangedRows;

  constructor(changed: ChangedRows) {
    this.#changed = changed;
  }

  get(source: string): number {
    return this.#rows.get(source)?.offset ?? -1;
  }

  raise(source: string, offset: number): void {
    let row = this.#rows.get(source);
    if (row === undefined) this.#rows.set(source, (row = new FenceRow(source, -1)));
    this.#changed.touch(row);
    row.offset = offset;
  }

  ofEpoch(epoch: string): Map<number, number> {
    const ofEpoch = [...this.#rows.values()].filter(({ key }) => key.slice(key.indexOf("/") + 1) === epoch);
    return new Map(ofEpoch.map(({ key, offset }) => [Number(key.slice(0, key.indexOf("/"))), offset]));
  }

  all(): Map<string, number> {
    return new Map([...this.#rows].map(([key, { offset }]) => [key, offset]));
  }

  restore(key: string, bytes: Uint8Array): void {
    const offset = new Float64Array(bytes.slice().buffer)[0]!;
    this.#rows.set(key, new FenceRow(key, offset));
  }
}
