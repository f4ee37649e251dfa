import { matrixOf } from "../linear-algebra/linear-algebra.ts";
import type { Transitions } from "../statistics/transitions.ts";
import { rowSums, type LinearItemModel } from "./row-sums.ts";

export type MarkovOptions = Readonly<{
  /** What a film that never came next counts. */
  floor: number;
  /** The γ of the counts that pairs are looked up in that never came one right after the other, and their weight. */
  backoffDecay: number;
  backoff: number;
}>;

const DEFAULTS: MarkovOptions = { floor: 0.1, backoffDecay: 0.95, backoff: 0.01 };

/**
 * A Markov chain of order 1 by the latest film i, as a logarithm of counts, backed off to who had both films near each other:
 *
 *     score_j = log(floor + T_0[i, j] + backoff · (T_γ[i, j] + T_γ[j, i]))
 *
 * The denominator of a probability is the same for all j and left out. Cost: n² for the weights, one row for a score.
 */
export function fitMarkov(transitions: Transitions, options: Partial<MarkovOptions> = {}): LinearItemModel {
  const { floor, backoffDecay, backoff } = { ...DEFAULTS, ...options };
  const next = transitions.toMatrix(0);
  const near = transitions.toMatrix(backoffDecay);
  const n = next.rows;
  const weights = matrixOf(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const both = near.data[i * n + j]! + near.data[j * n + i]!;
      weights.data[i * n + j] = Math.log(floor + next.data[i * n + j]! + backoff * both);
    }
  }
  return rowSums([{ weights, decay: 0 }]);
}
