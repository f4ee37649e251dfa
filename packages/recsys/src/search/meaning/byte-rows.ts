/**
 * Rows of 8-bit numbers and their scalar products with a query: the innermost loop of nearness in meaning, which WebAssembly
 * does faster.
 */
export interface ByteRows {
  /** Replaces a row by as many numbers as there are dimensions. */
  set(row: number, numbers: Int8Array): void;
  /**
   * The products of the first `rows` rows with the query's numbers, exactly; 0 for rows that were never set. They stand until
   * the next call. The sum of a product must fit 32 bits.
   */
  products(query: Int16Array, rows: number): Int32Array;
}

/** Opens empty rows of so many numbers. */
export type OpenByteRows = (dimensions: number) => ByteRows;

/** Plain TypeScript. */
export function scalarByteRows(dimensions: number): ByteRows {
  let numbers = new Int8Array(0);
  let sums = new Int32Array(0);

  function makeRoom(rows: number): void {
    if (rows <= sums.length) return;
    const room = Math.max(64, Math.ceil(1.5 * rows));
    const more = new Int8Array(room * dimensions);
    more.set(numbers);
    [numbers, sums] = [more, new Int32Array(room)];
  }

  return {
    set(row, given) {
      makeRoom(row + 1);
      numbers.set(given, row * dimensions);
    },
    products(query, rows) {
      makeRoom(rows);
      for (let row = 0; row < rows; row++) sums[row] = product(query, numbers, row * dimensions);
      return sums.subarray(0, rows);
    },
  };
}

/** In whole numbers, and two sums at once, which do not wait for each other. */
function product(query: Int16Array, numbers: Int8Array, start: number): number {
  let [a, b] = [0, 0];
  const whole = query.length & ~3;
  let at = start;
  for (let i = 0; i < whole; i += 4, at += 4) {
    a = (a + Math.imul(query[i]!, numbers[at]!) + Math.imul(query[i + 1]!, numbers[at + 1]!)) | 0;
    b = (b + Math.imul(query[i + 2]!, numbers[at + 2]!) + Math.imul(query[i + 3]!, numbers[at + 3]!)) | 0;
  }
  for (let i = whole; i < query.length; i++, at++) a = (a + Math.imul(query[i]!, numbers[at]!)) | 0;
  return a + b;
}
