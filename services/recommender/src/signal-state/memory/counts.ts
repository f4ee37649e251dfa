const FEWEST_SLOTS = 4;

/**
 * Amounts by whole-number key (1 or more): an open-addressing table of [key, amount] pairs in one typed array, about half
 * a Map's memory and one cache line per access. Keys whose amount is 0 are as good as absent; they go when the table is
 * next rebuilt.
 */
export class Counts {
  #table = new Float64Array(2 * FEWEST_SLOTS);
  #used = 0;

  add(key: number, amount: number): void {
    let at = this.#placeOf(key);
    if (this.#table[at] === 0) {
      if ((this.#used + 1) * 8 > this.#table.length * 3) {
        this.#rebuild();
        at = this.#placeOf(key);
      }
      this.#table[at] = key;
      this.#used++;
    }
    this.#table[at + 1]! += amount;
  }

  get(key: number): number {
    return this.#table[this.#placeOf(key) + 1]!;
  }

  /** Calls for each key whose amount is not 0, in no order. */
  forEach(visit: (key: number, amount: number) => void): void {
    const table = this.#table;
    for (let at = 0; at < table.length; at += 2) {
      const amount = table[at + 1]!;
      if (amount !== 0) visit(table[at]!, amount);
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
    const table = this.#table;
    const mask = table.length - 2;
    let at = (Math.imul(key, 0x9e3779b1) >>> 6) & mask;
    while (table[at] !== 0 && table[at] !== key) at = (at + 2) & mask;
    return at;
  }

  #rebuild(): void {
    const old = this.#table;
    let alive = 0;
    for (let at = 1; at < old.length; at += 2) if (old[at] !== 0) alive++;
    let slots = FEWEST_SLOTS;
    while (slots < (alive + 1) * 2) slots *= 2;
    this.#table = new Float64Array(2 * slots);
    this.#used = alive;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue;
      const at = this.#placeOf(old[from]!);
      this.#table[at] = old[from]!;
      this.#table[at + 1] = old[from + 1]!;
    }
  }
}
