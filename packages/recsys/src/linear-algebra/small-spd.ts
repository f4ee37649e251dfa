import { NotPositiveDefiniteError } from "./linear-algebra.ts";

/**
 * Solves `A·x = b` in place, for one right side and up to some hundred equations, in 64-bit floats: `b` becomes x, and the
 * lower triangle of `a` (symmetric positive definite, `n` rows of `n`) its Cholesky factor. What is above the diagonal is
 * not read. Cost: n³/6 multiplications.
 * @throws {NotPositiveDefiniteError}
 */
export function solveSmallSpd(a: Float64Array, n: number, b: Float64Array): void {
  let first = 0;
  for (; first + 1 < n; first += 2) factorTwoRows(a, n, first);
  if (first < n) {
    for (let j = 0; j < first; j++)
      a[first * n + j] = (a[first * n + j]! - dot(a, first * n, j * n, j)) / a[j * n + j]!;
    factorDiagonal(a, n, first);
  }
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= a[i * n + k]! * b[k]!;
    b[i] = sum / a[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    const x = (b[i]! /= a[i * n + i]!);
    for (let k = 0; k < i; k++) b[k]! -= a[i * n + k]! * x;
  }
}

/** Rows `i` and `i + 1` (even `i`) of the factor, two columns at a time: four sums for the four numbers that are read. */
function factorTwoRows(a: Float64Array, n: number, i: number): void {
  const upper = i * n;
  const lower = upper + n;
  for (let j = 0; j < i; j += 2) {
    const left = j * n;
    const right = left + n;
    let upperLeft = a[upper + j]!;
    let upperRight = a[upper + j + 1]!;
    let lowerLeft = a[lower + j]!;
    let lowerRight = a[lower + j + 1]!;
    for (let k = 0; k < j; k++) {
      const u = a[upper + k]!;
      const l = a[lower + k]!;
      const x = a[left + k]!;
      const y = a[right + k]!;
      upperLeft -= u * x;
      upperRight -= u * y;
      lowerLeft -= l * x;
      lowerRight -= l * y;
    }
    const corner = a[left + j]!;
    const side = a[right + j]!;
    const end = a[right + j + 1]!;
    a[upper + j] = upperLeft / corner;
    a[lower + j] = lowerLeft / corner;
    a[upper + j + 1] = (upperRight - a[upper + j]! * side) / end;
    a[lower + j + 1] = (lowerRight - a[lower + j]! * side) / end;
  }
  factorDiagonal(a, n, i);
  a[lower + i] = (a[lower + i]! - dot(a, lower, upper, i)) / a[upper + i]!;
  factorDiagonal(a, n, i + 1);
}

function factorDiagonal(a: Float64Array, n: number, i: number): void {
  const square = a[i * n + i]! - dot(a, i * n, i * n, i);
  if (!(square > 0)) throw new NotPositiveDefiniteError(i);
  a[i * n + i] = Math.sqrt(square);
}

function dot(a: Float64Array, one: number, other: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += a[one + k]! * a[other + k]!;
  return sum;
}
