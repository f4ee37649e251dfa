import { matrixOf, type Matrix } from "../linear-algebra/linear-algebra.ts";
import type { Statistic } from "./statistic.ts";

/** The γ that the next-item models are made of; 0 counts direct followers alone. */
export const TRANSITION_DECAYS = [0, 0.6, 0.7, 0.95] as const;

/** How many films before an event it is counted with. */
export const TRANSITION_WINDOW = 60;

export type Transitions = Statistic &
  Readonly<{
    decays: readonly number[];
    /**
     * `T_γ` in 32-bit floats: row = the earlier film, column = the later one.
     * @throws {RangeError} where that γ is not counted.
     */
    toMatrix(decay: number): Matrix;
  }>;

/** Counts are whole numbers of 1/4096, so that sums are exact in any order: up to 524,287 viewers for a pair. */
const UNITS = 4096;

/** Rows are as long as a multiple of this, so that a growing catalog seldom moves them. */
const ROW_STEP = 256;

/**
 * Directed, decayed counts of which film came after which, the sufficient statistic of the sequential models: when film `j`
 * comes, for each of the 60 films `i` before it, and for several γ at once,
 *
 *     T_γ[i,j] += γ^(gap − 1)        (gap 1 = right before)
 *
 * The weights are rounded to 1/4096 and summed as integers: streamed, merged or counted anew, they are the same numbers, and
 * what is taken back leaves nothing. An event costs about 100 additions, within one row per γ. Held are 4 bytes per γ and
 * pair of films, for those later films that somebody had. Saved is per γ a square, row = the later film, in 1/4096.
 */
export function createTransitions(itemCount: number, decays: readonly number[] = TRANSITION_DECAYS): Transitions {
  const scales = decays.map((decay) => ({ decay, weights: weightsOf(decay), rows: [] as Int32Array[] }));
  let size = 0;

  /** The row of a later film, with room for all films. */
  function rowOf(rows: Int32Array[], later: number): Int32Array {
    const row = rows[later]!;
    if (row.length >= size) return row;
    const longer = new Int32Array(Math.ceil(size / ROW_STEP) * ROW_STEP);
    longer.set(row);
    rows[later] = longer;
    return longer;
  }

  function apply(history: ArrayLike<number>, item: number, sign: 1 | -1): void {
    const end = history.length;
    for (const { weights, rows } of scales) {
      const row = rowOf(rows, item);
      const gaps = Math.min(end, weights.length);
      for (let gap = 1; gap <= gaps; gap++) row[history[end - gap]!]! += sign * weights[gap - 1]!;
    }
  }

  function grow(count: number): void {
    for (const { rows } of scales) while (rows.length < count) rows.push(new Int32Array(0));
    size = Math.max(size, count);
  }

  grow(itemCount);
  return {
    get itemCount() {
      return size;
    },
    decays,
    toMatrix(decay) {
      const scale = scales.find((scale) => scale.decay === decay);
      if (!scale) throw new RangeError(`There are no counts of decay ${decay}.`);
      const matrix = matrixOf(size, size);
      for (const [later, row] of scale.rows.entries()) {
        for (let i = 0; i < Math.min(size, row.length); i++) matrix.data[i * size + later] = row[i]! / UNITS;
      }
      return matrix;
    },
    add: (history, item) => apply(history, item, 1),
    subtract: (history, item) => apply(history, item, -1),
    merge({ itemCount: count, arrays }) {
      grow(count);
      for (const { decay, rows } of scales) {
        const other = arrays[String(decay)]!;
        for (let later = 0; later < count; later++) {
          const counts = other.subarray(later * count, (later + 1) * count);
          if (counts.every((units) => units === 0)) continue;
          const row = rowOf(rows, later);
          for (let i = 0; i < count; i++) row[i]! += counts[i]!;
        }
      }
    },
    grow,
    save: () => ({
      itemCount: size,
      arrays: Object.fromEntries(scales.map(({ decay, rows }) => [String(decay), squareOf(rows)])),
    }),
  };
}

/** What a pair counts by gap, from 1 up to where it is nothing. */
function weightsOf(decay: number): Int32Array {
  const weights = Int32Array.from({ length: TRANSITION_WINDOW }, (_, i) => Math.round(UNITS * decay ** i));
  const end = weights.indexOf(0);
  return end < 0 ? weights : weights.subarray(0, end);
}

function squareOf(rows: readonly Int32Array[]): Int32Array {
  const size = rows.length;
  const square = new Int32Array(size * size);
  for (const [later, row] of rows.entries()) square.set(row.subarray(0, size), later * size);
  return square;
}
