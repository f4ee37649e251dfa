import { NotPositiveDefiniteError } from "./linear-algebra.ts";
import type { View } from "./view.ts";

/** Up to this many rows a matrix is inverted or factored at once, in 64-bit floats; above, by parts. */
export const LEAF_ROWS = 64;

const factors = new Float64Array(LEAF_ROWS * LEAF_ROWS);
const inverses = new Float64Array(LEAF_ROWS * LEAF_ROWS);

/**
 * The inverse of the Cholesky factor L (A = L·Lᵀ) of a small view, of which only the lower triangle is read, row by row,
 * zeros above the diagonal. It is good until the next call.
 * @param firstRow where the view begins in the whole matrix, for the error
 * @throws {NotPositiveDefiniteError}
 */
function inverseFactor({ data, offset, rows, rowStep, columnStep }: View, firstRow: number): Float64Array {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = data[offset + i * rowStep + j * columnStep]!;
      for (let k = 0; k < j; k++) sum -= factors[i * rows + k]! * factors[j * rows + k]!;
      if (i !== j) {
        factors[i * rows + j] = sum / factors[j * rows + j]!;
      } else {
        if (!(sum > 0)) throw new NotPositiveDefiniteError(firstRow + i);
        factors[i * rows + i] = Math.sqrt(sum);
      }
    }
  }
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < rows; i++) {
      let sum = i === j ? 1 : 0;
      for (let k = j; k < i; k++) sum -= factors[i * rows + k]! * inverses[k * rows + j]!;
      inverses[i * rows + j] = i < j ? 0 : sum / factors[i * rows + i]!;
    }
  }
  return inverses;
}

/** Puts the inverse of the Cholesky factor in the place of a small view: the lower triangle, zeros above. As `inverseFactor`. */
export function factorLeaf(view: View, firstRow: number): void {
  const { data, offset, rows, rowStep, columnStep } = view;
  const inverse = inverseFactor(view, firstRow);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < rows; j++) data[offset + i * rowStep + j * columnStep] = inverse[i * rows + j]!;
}

/** Puts the inverse, L⁻ᵀ·L⁻¹, in the place of a small view. As `inverseFactor`. */
export function invertLeaf(view: View, firstRow: number): void {
  const { data, offset, rows, rowStep, columnStep } = view;
  const inverse = inverseFactor(view, firstRow);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < rows; k++) sum += inverse[k * rows + i]! * inverse[k * rows + j]!;
      data[offset + i * rowStep + j * columnStep] = sum;
      data[offset + j * rowStep + i * columnStep] = sum;
    }
}
