const FEWEST_SLOTS = 4;

/**
 * Amounts by whole-number key (1 or more): an open-addressing table in two typed arrays, a third of a Map's memory.
 * Keys whose amount is 0 are as good as absent; they go when the table is next rebuilt.
 */
export class Counts {
  #keys = new Int32Array(FEWEST_SLOTS);
  #amounts = new Float64Array(FEWEST_SLOTS);
  #used = 0;

  add(key: number, amount: number): void {
    let slot = this.#slotOf(key);
    if (this.#keys[slot] === 0) {
      if ((this.#used + 1) * 4 > this.#keys.length * 3) {
        this.#rebuild();
        slot = this.#slotOf(key);
      }
      this.#keys[slot] = key;
      this.#used++;
    }
    this.#amounts[slot]! += amount;
  }

  get(key: number): number {
    return this.#amounts[this.#slotOf(key)]!;
  }

  /** Calls for each key whose amount is not 0, in no order. */
  forEach(visit: (key: number, amount: number) => void): void {
    for (let slot = 0; slot < this.#keys.length; slot++) {
      const amount = this.#amounts[slot]!;
      if (amount !== 0) visit(this.#keys[slot]!, amount);
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

  /** All of it as bytes, for {@link Counts.decode}; null when there is nothing. */
  encode(): Uint8Array<ArrayBuffer> | null {
    const { keys, amounts } = this.columns();
    if (keys.length === 0) return null;
    const bytes = new Uint8Array(amounts.byteLength + keys.byteLength);
    bytes.set(new Uint8Array(amounts.buffer, 0, amounts.byteLength));
    bytes.set(new Uint8Array(keys.buffer, 0, keys.byteLength), amounts.byteLength);
    return bytes;
  }

  static decode(bytes: Uint8Array): Counts {
    const length = bytes.length / (Float64Array.BYTES_PER_ELEMENT + Int32Array.BYTES_PER_ELEMENT);
    const aligned = bytes.slice().buffer;
    const amounts = new Float64Array(aligned, 0, length);
    const keys = new Int32Array(aligned, amounts.byteLength, length);
    const counts = new Counts();
    for (let index = 0; index < length; index++) counts.add(keys[index]!, amounts[index]!);
    return counts;
  }

  /** The slot that holds the key, or the empty one where it belongs. Fibonacci hashing, linear probing. */
  #slotOf(key: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 7) & mask;
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #rebuild(): void {
    const keys = this.#keys;
    const amounts = this.#amounts;
    let alive = 0;
    for (const amount of amounts) if (amount !== 0) alive++;
    let slots = FEWEST_SLOTS;
    while (slots < (alive + 1) * 2) slots *= 2;
    this.#keys = new Int32Array(slots);
    this.#amounts = new Float64Array(slots);
    this.#used = alive;
    for (let old = 0; old < keys.length; old++) {
      if (amounts[old] === 0) continue;
      const slot = this.#slotOf(keys[old]!);
      this.#keys[slot] = keys[old]!;
      this.#amounts[slot] = amounts[old]!;
    }
  }
}
