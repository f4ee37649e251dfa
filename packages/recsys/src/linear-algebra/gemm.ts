import { blockOf, type View } from "./view.ts";

/**
 * The one operation that a backend brings; inversion and solution are written over it. Called one after the other, each
 * when the one before is done.
 */
export interface Gemm {
  /** `C ← α·A·B + β·C`. With β = 0, what C held does not matter, not even NaN. C overlaps neither A nor B. */
  gemm(alpha: 1 | -1, a: View, b: View, beta: 0 | 1, c: View): void | Promise<void>;
}

const SMALL = 192;

/**
 * `C ← α·A·B + C` where C is square and only what lies on and below its diagonal is wanted: half the work of `gemm`. What
 * lies above is undefined afterwards.
 */
export async function gemmLower(kernel: Gemm, alpha: 1 | -1, a: View, b: View, c: View): Promise<void> {
  const size = c.rows;
  if (size <= SMALL) return kernel.gemm(alpha, a, b, 1, c);
  const [half, inner] = [halfOf(size), a.columns];
  const rest = size - half;
  const [top, bottom] = [blockOf(a, 0, 0, half, inner), blockOf(a, half, 0, rest, inner)];
  const [left, right] = [blockOf(b, 0, 0, inner, half), blockOf(b, 0, half, inner, rest)];
  await gemmLower(kernel, alpha, top, left, blockOf(c, 0, 0, half, half));
  await kernel.gemm(alpha, bottom, left, 1, blockOf(c, half, 0, rest, half));
  await gemmLower(kernel, alpha, bottom, right, blockOf(c, half, half, rest, rest));
}

/** Where a recursion parts `size`: near the middle, on an edge of the tiles that backends compute. */
export function halfOf(size: number): number {
  return Math.ceil(size / 64) * 32;
}

/** A square view in four parts, the upper left of `halfOf` rows. */
export function quarters(square: View): Readonly<{ a11: View; a12: View; a21: View; a22: View }> {
  const half = halfOf(square.rows);
  const rest = square.rows - half;
  return {
    a11: blockOf(square, 0, 0, half, half),
    a12: blockOf(square, 0, half, half, rest),
    a21: blockOf(square, half, 0, rest, half),
    a22: blockOf(square, half, half, rest, rest),
  };
}
