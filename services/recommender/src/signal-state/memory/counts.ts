import { Blocks } from "./blocks.ts";
import type { Block } from "./blocks.ts";

const FEWEST_SLOTS = 4;

/**
 * Amounts by whole-number key (1 or more): an open-addressing table of [key, amount] pairs in one block, about half a
 * Map's memory and one cache line per access. Keys whose amount is 0 are as good as absent; they go when the table is
 * next rebuilt.
 */
export class Counts {
  readonly #blocks: Blocks;
  #block: Block;
  #cells: Float64Array<ArrayBuffer>;
  #at: number;
  #mask: number;
  #used = 0;

  constructor(blocks = new Blocks(0)) {
    this.#blocks = blocks;
    this.#block = blocks.take(2 * FEWEST_SLOTS);
    this.#cells = this.#block.cells;
    this.#at = this.#block.at;
    this.#mask = this.#block.size - 2;
  }

  add(key: number, amount: number): void {
    let at = this.#placeOf(key);
    if (this.#cells[at] === 0) {
      if ((this.#used + 1) * 8 > this.#block.size * 3) {
        this.#rebuild();
        at = this.#placeOf(key);
      }
      this.#cells[at] = key;
      this.#used++;
    }
    this.#cells[at + 1]! += amount;
  }

  get(key: number): number {
    return this.#cells[this.#placeOf(key) + 1]!;
  }

  /** Calls for each key whose amount is not 0, in no order. */
  forEach(visit: (key: number, amount: number) => void): void {
    const { cells, at: from, size } = this.#block;
    for (let at = from; at < from + size; at += 2) {
      const amount = cells[at + 1]!;
      if (amount !== 0) visit(cells[at]!, amount);
    }
  }

  /** The keys whose amount is not 0, and their amounts, in no order. */
  columns(): Readonly<{ keys: Int32Array<ArrayBuffer>; amounts: Float64Array<ArrayBuffer> }> {
    const keys = new Int32Array(this.#used);
    const amounts = new Float64Array(this.#used);
    let length = 0;
    this.forEach((key, amount) => {
      keys[length] = key;
      amounts[length++] = amount;
    });
    return { keys: keys.subarray(0, length), amounts: amounts.subarray(0, length) };
  }

  /** All of it as bytes, for {@link Counts.restore}; null when there is nothing. */
  encode(): Uint8Array<ArrayBuffer> | null {
    const { keys, amounts } = this.columns();
    if (keys.length === 0) return null;
    const bytes = new Uint8Array(amounts.byteLength + keys.byteLength);
    bytes.set(new Uint8Array(amounts.buffer, 0, amounts.byteLength));
    bytes.set(new Uint8Array(keys.buffer, 0, keys.byteLength), amounts.byteLength);
    return bytes;
  }

  /** Adds what was encoded. */
  restore(bytes: Uint8Array): void {
    const length = bytes.length / (Float64Array.BYTES_PER_ELEMENT + Int32Array.BYTES_PER_ELEMENT);
    if (!Number.isInteger(length)) throw new RangeError(`${bytes.length} bytes are no counts`);
    const aligned = bytes.slice().buffer;
    const amounts = new Float64Array(aligned, 0, length);
    const keys = new Int32Array(aligned, amounts.byteLength, length);
    for (let index = 0; index < length; index++) this.add(keys[index]!, amounts[index]!);
  }

  /** Where the key stands, or the empty slot where it belongs. Fibonacci hashing, linear probing. */
  #placeOf(key: number): number {
    const cells = this.#cells;
    const from = this.#at;
    const mask = this.#mask;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 6) & mask;
    while (cells[from + slot] !== 0 && cells[from + slot] !== key) slot = (slot + 2) & mask;
    return from + slot;
  }

  #rebuild(): void {
    const old = this.#block;
    let alive = 0;
    this.forEach(() => alive++);
    let slots = FEWEST_SLOTS;
    while (slots < (alive + 1) * 2) slots *= 2;
    this.#use(this.#blocks.take(2 * slots));
    this.#used = alive;
    for (let from = old.at; from < old.at + old.size; from += 2) {
      const amount = old.cells[from + 1]!;
      if (amount === 0) continue;
      const at = this.#placeOf(old.cells[from]!);
      this.#cells[at] = old.cells[from]!;
      this.#cells[at + 1] = amount;
    }
    this.#blocks.give(old);
  }

  /** The block's parts stand in fields of their own because every addition needs them. */
  #use(block: Block): void {
    this.#block = block;
    this.#cells = block.cells;
    this.#at = block.at;
    this.#mask = block.size - 2;
  }
}
