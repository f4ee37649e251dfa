import type { Matrix } from "../linear-algebra/linear-algebra.ts";

/**
 * Adds rows of a matrix to `sums`, each times its weight: `sums_j += Σ_k weights[k] · M[rows[k], j]`, the innermost loop of the
 * linear item models, which WebAssembly does faster.
 */
export type AddRows = (matrix: Matrix, rows: Int32Array, weights: Float32Array, sums: Float32Array) => void;

/** Plain TypeScript; four rows at a time, so that the sums are read and written a quarter as often. */
export const scalarAddRows: AddRows = ({ data, columns }, rows, weights, sums) => {
  let k = 0;
  for (; k + 4 <= rows.length; k += 4) {
    const [a, b, c, d] = [weights[k]!, weights[k + 1]!, weights[k + 2]!, weights[k + 3]!];
    const rowA = rows[k]! * columns;
    const rowB = rows[k + 1]! * columns;
    const rowC = rows[k + 2]! * columns;
    const rowD = rows[k + 3]! * columns;
    for (let j = 0; j < columns; j++) {
      sums[j]! += a * data[rowA + j]! + b * data[rowB + j]! + c * data[rowC + j]! + d * data[rowD + j]!;
    }
  }
  for (; k < rows.length; k++) {
    const weight = weights[k]!;
    const row = rows[k]! * columns;
    for (let j = 0; j < columns; j++) sums[j]! += weight * data[row + j]!;
  }
};
