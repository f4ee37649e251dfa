import { matrixOf, type Matrix } from "../linear-algebra/linear-algebra.ts";
import type { Statistic } from "./statistic.ts";

export type Gram = Statistic &
  Readonly<{
    /** How much films `i` and `j` came together; `i` = `j`: how much the film came at all. */
    at(i: number, j: number): number;
    /** The whole symmetric matrix, in 32-bit floats. */
    toMatrix(): Matrix;
  }>;

/** Weights are whole multiples of this, so that sums are exact, whatever the order, up to 2^33. */
const UNIT = 2 ** -20;

/**
 * The insertion-weighted Gram matrix of Steck's linear models (arXiv:1905.03375), streamed: when film `j` comes after the
 * history `h`, with `w = (|h| + 1)^−exponent`,
 *
 *     G[i,j] += w, G[j,i] += w   for i in h,      G[j,j] += w
 *
 * The weight is fixed when the film comes and never changed, so long histories count less without any second pass; with
 * exponent 0 these are plain counts. One event takes time in proportion to the history. Held is the lower triangle:
 * 4·n·(n + 1) bytes for n films.
 */
export function createGram(itemCount: number, { exponent = 0.5 }: Readonly<{ exponent?: number }> = {}): Gram {
  let size = itemCount;
  let cells = new Float64Array(triangle(size));

  function apply(history: ArrayLike<number>, item: number, sign: 1 | -1): void {
    const weight = sign * Math.round((history.length + 1) ** -exponent / UNIT) * UNIT;
    const row = triangle(item);
    cells[row + item]! += weight;
    for (let place = 0; place < history.length; place++) {
      const other = history[place]!;
      cells[other < item ? row + other : triangle(other) + item]! += weight;
    }
  }

  function grow(count: number): void {
    if (count <= size) return;
    size = count;
    if (triangle(size) <= cells.length) return;
    const grown = new Float64Array(Math.max(triangle(size), Math.ceil(cells.length * 1.25)));
    grown.set(cells);
    cells = grown;
  }

  return {
    get itemCount() {
      return size;
    },
    at: (i, j) => cells[i < j ? triangle(j) + i : triangle(i) + j]!,
    toMatrix() {
      const matrix = matrixOf(size, size);
      for (let i = 0, cell = 0; i < size; i++) {
        for (let j = 0; j <= i; j++, cell++) {
          matrix.data[i * size + j] = cells[cell]!;
          matrix.data[j * size + i] = cells[cell]!;
        }
      }
      return matrix;
    },
    add: (history, item) => apply(history, item, 1),
    subtract: (history, item) => apply(history, item, -1),
    merge({ itemCount: count, arrays }) {
      grow(count);
      const other = arrays["cells"]!;
      for (let cell = 0; cell < other.length; cell++) cells[cell]! += other[cell]!;
    },
    grow,
    save: () => ({ itemCount: size, arrays: { cells: cells.slice(0, triangle(size)) } }),
  };
}

/** Where row `i` of a lower triangle starts; how many cells `i` rows have. A new film is a new row at the end. */
function triangle(i: number): number {
  return (i * (i + 1)) / 2;
}
