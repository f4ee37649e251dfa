import { gemmLower, quarters, type Gemm } from "./gemm.ts";
import { invertLeaf, LEAF_ROWS } from "./leaf.ts";
import { copy, mirrorLower, transposed, type View } from "./view.ts";

/**
 * Puts the inverse in the place of a symmetric positive definite matrix of which only the lower triangle is read; n³
 * operations, nearly all of them in `kernel`, and no memory. By Schur's complement: with `W = A21·A11⁻¹` and
 * `S = A22 − W·A12`, the inverse is `[A11⁻¹ + Wᵀ·S⁻¹·W, −Wᵀ·S⁻¹; −S⁻¹·W, S⁻¹]`.
 * @throws {NotPositiveDefiniteError} and leaves something undefined
 */
export async function invertInPlace(kernel: Gemm, matrix: View, firstRow = 0): Promise<void> {
  if (matrix.rows <= LEAF_ROWS) return invertLeaf(matrix, firstRow);
  const { a11, a12, a21, a22 } = quarters(matrix);
  await invertInPlace(kernel, a11, firstRow);
  await kernel.gemm(1, a11, transposed(a21), 0, a12); // Wᵀ
  await gemmLower(kernel, -1, a21, a12, a22); // S
  await invertInPlace(kernel, a22, firstRow + a11.rows);
  await kernel.gemm(-1, a22, transposed(a12), 0, a21);
  await gemmLower(kernel, -1, a12, a21, a11);
  mirrorLower(a11);
  copy(transposed(a21), a12);
}
