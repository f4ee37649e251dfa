import { gemmLower, halfOf, quarters, type Gemm } from "./gemm.ts";
import { factorLeaf, LEAF_ROWS } from "./leaf.ts";
import { blockOf, copy, transposed, viewOf, type View } from "./view.ts";

/** How many numbers `solveInPlace` needs beside the matrix and its right sides. */
export function scratchOf(rows: number, columns: number): number {
  return LEAF_ROWS * Math.max(rows, columns);
}

/**
 * Puts X with `A·X = B` in the place of B, and the Cholesky factor of A, `n` rows, in the place of A, of which only the
 * lower triangle is read; n³/3 + 2n² operations a right side, nearly all of them in `kernel`.
 * @param scratch `scratchOf(rows, columns)` numbers
 * @throws {NotPositiveDefiniteError} and leaves something undefined
 */
export async function solveInPlace(kernel: Gemm, a: View, b: View, scratch: Float32Array): Promise<void> {
  await factor(kernel, a, scratch, 0);
  await forward(kernel, a, b, scratch);
  await backward(kernel, a, b, scratch);
}

/** L with `A = L·Lᵀ` in the place of A, but instead of each block on the diagonal its inverse: more is never needed. */
async function factor(kernel: Gemm, a: View, scratch: Float32Array, firstRow: number): Promise<void> {
  if (a.rows <= LEAF_ROWS) return factorLeaf(a, firstRow);
  const { a11, a21, a22 } = quarters(a);
  await factor(kernel, a11, scratch, firstRow);
  await forward(kernel, a11, transposed(a21), scratch);
  await gemmLower(kernel, -1, a21, transposed(a21), a22);
  await factor(kernel, a22, scratch, firstRow + a11.rows);
}

/** `B ← L⁻¹·B` */
async function forward(kernel: Gemm, lower: View, b: View, scratch: Float32Array): Promise<void> {
  if (lower.rows <= LEAF_ROWS) return multiplyInto(kernel, lower, b, scratch);
  const { a11, a21, a22 } = quarters(lower);
  const [top, bottom] = split(b);
  await forward(kernel, a11, top, scratch);
  await kernel.gemm(-1, a21, top, 1, bottom);
  await forward(kernel, a22, bottom, scratch);
}

/** `B ← L⁻ᵀ·B` */
async function backward(kernel: Gemm, lower: View, b: View, scratch: Float32Array): Promise<void> {
  if (lower.rows <= LEAF_ROWS) return multiplyInto(kernel, transposed(lower), b, scratch);
  const { a11, a21, a22 } = quarters(lower);
  const [top, bottom] = split(b);
  await backward(kernel, a22, bottom, scratch);
  await kernel.gemm(-1, transposed(a21), bottom, 1, top);
  await backward(kernel, a11, top, scratch);
}

async function multiplyInto(kernel: Gemm, factor: View, b: View, scratch: Float32Array): Promise<void> {
  const before = viewOf({ rows: b.rows, columns: b.columns, data: scratch });
  copy(b, before);
  await kernel.gemm(1, factor, before, 0, b);
}

function split(b: View): [top: View, bottom: View] {
  const half = halfOf(b.rows);
  return [blockOf(b, 0, 0, half, b.columns), blockOf(b, half, 0, b.rows - half, b.columns)];
}
