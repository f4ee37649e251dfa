import { matrixOf, type LinearAlgebra, type Matrix } from "../linear-algebra/linear-algebra.ts";

export type ColdTransferOptions = Readonly<{
  /** How much a film speaks for a film just like it, in the units of the weights. */
  self: number;
  /** λ of the regression. */
  ridge: number;
}>;

/** Carries what is known of seen films over to films that nobody has seen, by how alike they are. */
export interface ColdTransfer {
  /**
   * What each seen film says for a new one whose likeness to each of them is given. Cost: n², about 10 ms for 3,500 films, so
   * a film can be recommended as soon as it is there.
   */
  column(likeness: ArrayLike<number>): Float32Array;
  /** The same for many at a time: likeness of seen films (rows) to new ones (columns). */
  columns(likeness: Matrix): Promise<Matrix>;
}

/**
 * Kernel ridge regression from content to the item-item weights `B` of a linear model (such as EASE), whose row i, column j
 * has what film i says for film j: `B_cold = (B + self·I) (K + ridge·I)⁻¹ K_seen,cold`, with `K` the likeness of the seen
 * films. Cost: one solution of n equations for n right sides; n² weights.
 */
export async function fitColdTransfer(
  { rows: n, data }: Matrix,
  likeness: Matrix,
  { self, ridge }: ColdTransferOptions,
  algebra: LinearAlgebra,
): Promise<ColdTransfer> {
  const [damped, right] = [matrixOf(n, n, likeness.data.slice()), matrixOf(n, n)];
  for (let i = 0; i < n; i++) {
    damped.data[i * n + i]! += ridge;
    for (let j = 0; j < n; j++) right.data[j * n + i] = data[i * n + j]! + (i === j ? self : 0);
  }
  // Of the seen film by row: what it adds, by its likeness to the new one, to what each film says for that.
  const carried = await algebra.solveSpd(damped, right);
  return {
    column(likeness) {
      const column = new Float32Array(n);
      for (let j = 0; j < n; j++) {
        const weight = likeness[j]!;
        for (let i = 0; i < n; i++) column[i]! += weight * carried.data[j * n + i]!;
      }
      return column;
    },
    columns: (many) => algebra.multiply(carried, many, { transposeA: true }),
  };
}
