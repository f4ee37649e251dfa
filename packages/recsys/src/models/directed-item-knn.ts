import { matrixOf } from "../linear-algebra/linear-algebra.ts";
import type { Transitions } from "../statistics/transitions.ts";
import { rowSums, type LinearItemModel } from "./row-sums.ts";

export type DirectedItemKnnOptions = Readonly<{
  /** The γ of the counts; they must have been kept. */
  countDecay: number;
  sourceExponent: number;
  targetExponent: number;
  historyDecay: number;
}>;

/** Nearest of the γ that are kept to the .8 of live serving; the exponents and the age weight are the same there. */
const DEFAULTS: DirectedItemKnnOptions = {
  countDecay: 0.7,
  sourceExponent: 0.5,
  targetExponent: 0.3,
  historyDecay: 0.8,
};

/**
 * Directed kNN: no training but the counts.
 *
 *     score_j = Σ_age .8^age · T_γ[i, j] / (pop_i^.5 · pop_j^.3),   i = the film `age` places behind the latest
 *
 * The same formula as `directedKnn`, which serves live from string-keyed counts in a store: this one is by number, whole, and
 * what the evaluation compares. `popularity` has a number of viewers for each of the n films. Cost: n² for the weights.
 */
export function fitDirectedItemKnn(
  transitions: Transitions,
  popularity: ArrayLike<number>,
  options: Partial<DirectedItemKnnOptions> = {},
): LinearItemModel {
  const { countDecay, sourceExponent, targetExponent, historyDecay } = { ...DEFAULTS, ...options };
  const counts = transitions.toMatrix(countDecay);
  const n = counts.rows;
  const weights = matrixOf(n, n);
  const target = Float64Array.from(popularity, (viewers) => Math.max(1, viewers) ** -targetExponent);
  for (let i = 0; i < n; i++) {
    const source = Math.max(1, popularity[i]!) ** -sourceExponent;
    for (let j = 0; j < n; j++) weights.data[i * n + j] = source * target[j]! * counts.data[i * n + j]!;
  }
  return rowSums([{ weights, decay: historyDecay }]);
}
