import { NotPositiveDefiniteError } from "./linear-algebra.ts";

/**
 * Puts the Cholesky factor L (A = L·Lᵀ) into the lower triangle of `a`, `n` rows of `n`; the upper triangle is not read and
 * left as it is.
 * @throws {NotPositiveDefiniteError}
 */
export function factor(a: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const rowI = i * n;
    for (let j = 0; j <= i; j++) {
      const rowJ = j * n;
      let sum = a[rowI + j]!;
      for (let k = 0; k < j; k++) sum -= a[rowI + k]! * a[rowJ + k]!;
      if (i !== j) {
        a[rowI + j] = sum / a[rowJ + j]!;
      } else {
        if (!(sum > 0)) throw new NotPositiveDefiniteError(i);
        a[rowI + i] = Math.sqrt(sum);
      }
    }
  }
}

/** Puts the solution X of L·Lᵀ·X = B in the place of `b`: `n` rows of `columns`. */
export function solveFactored(lower: Float64Array, n: number, b: Float64Array, columns: number): void {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) subtractRow(b, columns, i, k, lower[i * n + k]!);
    divideRow(b, columns, i, lower[i * n + i]!);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) subtractRow(b, columns, i, k, lower[k * n + i]!);
    divideRow(b, columns, i, lower[i * n + i]!);
  }
}

function subtractRow(b: Float64Array, columns: number, row: number, other: number, factor: number): void {
  if (factor === 0) return;
  for (let c = 0; c < columns; c++) b[row * columns + c]! -= factor * b[other * columns + c]!;
}

function divideRow(b: Float64Array, columns: number, row: number, by: number): void {
  for (let c = 0; c < columns; c++) b[row * columns + c]! /= by;
}
