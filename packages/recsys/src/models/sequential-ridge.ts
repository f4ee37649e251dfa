import { matrixOf, type LinearAlgebra, type Matrix } from "../linear-algebra/linear-algebra.ts";
import type { Transitions } from "../statistics/transitions.ts";
import { rowSums, type LinearItemModel } from "./row-sums.ts";

export type SequentialRidgeOptions = Readonly<{
  /** The γ of the features, one block each; they must have been kept. */
  scales: readonly number[];
  /** The γ of the targets: how much a film counts that comes later than next. None of the scales. */
  targetDecay: number;
  /** Added to the diagonal, in events. */
  regularisation: number;
}>;

/**
 * Chosen on the validation part of ML-1M leave-last-out (6,040 viewers). Fewer viewers want no less of a ridge: on that of
 * ml-latest-small (610 viewers) NDCG@10 is .099, .104 and .103 with 30, 100 and 300.
 */
const DEFAULTS: SequentialRidgeOptions = { scales: [0, 0.7, 0.95], targetDecay: 0.6, regularisation: 300 };

/**
 * Ridge regression from what a viewer had, faded at several speeds, to what comes next:
 *
 *     x_a(t) = Σ_{p ≤ t} a^(t − p) · e_{i_p}   for each scale a,      y(t) = Σ_{s > t} ρ^(s − t − 1) · e_{i_s}
 *
 * The normal equations `(A + λI) X = Y` need the directed counts alone (the ends of sequences are left out of account):
 *
 *     A_ab = (a·T_a + b·T_bᵀ + diag(pop)) / (1 − a·b),      Y_a = (a·T_a − ρ·T_ρ) / (a − ρ)
 *
 * One scale is near to SLIT of SLIST (Choi et al., WWW 2021). `popularity` has a number of viewers for each of the n films.
 * A is (scales · n)², X is (scales · n) × n; cost (scales · n)³ / 3 multiplications and a solve for n columns.
 * @throws {NotPositiveDefiniteError} where `regularisation` is too small.
 */
export async function fitSequentialRidge(
  transitions: Transitions,
  popularity: ArrayLike<number>,
  algebra: LinearAlgebra,
  options: Partial<SequentialRidgeOptions> = {},
): Promise<LinearItemModel> {
  const { scales, targetDecay, regularisation } = { ...DEFAULTS, ...options };
  const n = transitions.itemCount;
  const counts = scales.map((decay) => transitions.toMatrix(decay));
  const a = normalMatrix(scales, counts, popularity);
  for (let i = 0; i < a.rows; i++) a.data[i * a.rows + i]! += regularisation;
  const y = targets(scales, counts, targetDecay, transitions.toMatrix(targetDecay));
  const x = await algebra.solveSpd(a, y);
  return rowSums(
    scales.map((decay, block) => {
      const data = x.data.subarray(block * n * n, (block + 1) * n * n);
      return { weights: { rows: n, columns: n, data }, decay };
    }),
  );
}

function normalMatrix(scales: readonly number[], counts: readonly Matrix[], popularity: ArrayLike<number>): Matrix {
  const n = popularity.length;
  const size = scales.length * n;
  const whole = matrixOf(size, size);
  for (const [blockA, a] of scales.entries()) {
    for (const [blockB, b] of scales.entries()) {
      const [after, before] = [counts[blockA]!.data, counts[blockB]!.data];
      const scale = 1 / (1 - a * b);
      for (let i = 0; i < n; i++) {
        const row = (blockA * n + i) * size + blockB * n;
        for (let j = 0; j < n; j++) {
          whole.data[row + j] = scale * (a * after[i * n + j]! + b * before[j * n + i]!);
        }
        whole.data[row + i]! += scale * popularity[i]!;
      }
    }
  }
  return whole;
}

function targets(scales: readonly number[], counts: readonly Matrix[], rho: number, target: Matrix): Matrix {
  const n = target.rows;
  const stacked = matrixOf(scales.length * n, n);
  for (const [block, a] of scales.entries()) {
    const { data } = counts[block]!;
    const start = block * n * n;
    for (let k = 0; k < n * n; k++) stacked.data[start + k] = (a * data[k]! - rho * target.data[k]!) / (a - rho);
  }
  return stacked;
}
