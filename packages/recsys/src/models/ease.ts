import type { LinearAlgebra } from "../linear-algebra/linear-algebra.ts";
import type { Gram } from "../statistics/gram.ts";
import { rowSums, type LinearItemModel } from "./row-sums.ts";

export type EaseOptions = Readonly<{
  /** λ: what is added to the diagonal for every film. */
  ridge: number;
  /** p: the chance with which a film is dropped from a history while learning; 0 for EASE, up to less than 1. */
  dropout?: number;
  /** The film that is `age` places behind the latest counts `decay^age`; 1 counts all the same. */
  decay?: number;
  /** Scores are multiplied by `max(1, G_jj)^popularityExponent`: below 0 the less popular come forward; 0 for no change. */
  popularityExponent?: number;
}>;

/**
 * EASE (Steck 2019, arXiv:1905.03375) and, with dropout, DLAE (Steck 2020, "Autoencoders that don't overfit towards the
 * identity"): the linear autoencoder without self-weights, in closed form from the Gram matrix G of the films,
 *
 *     P = (G + λ·I + p/(1 − p)·diag G)⁻¹,      B = I − P·diag(1 / diag P),      score_j = Σ_{i in history} B[i, j]
 *
 * Over insertion weights G (`createGram`) long histories count less, which is better still. Cost: one n × n inverse;
 * n² weights; one row per film of the history for a score.
 */
export async function fitEase(
  gram: Gram,
  algebra: LinearAlgebra,
  { ridge, dropout = 0, decay = 1, popularityExponent = 0 }: EaseOptions,
): Promise<LinearItemModel> {
  const matrix = gram.toMatrix();
  const n = matrix.rows;
  for (let i = 0; i < n; i++) {
    const cell = i * n + i;
    matrix.data[cell] = matrix.data[cell]! * (1 + dropout / (1 - dropout)) + ridge;
  }
  const weights = await algebra.invertSpd(matrix);
  const scale = Float32Array.from({ length: n }, (_, j) => {
    return -(Math.max(1, gram.at(j, j)) ** popularityExponent) / weights.data[j * n + j]!;
  });
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) weights.data[i * n + j] = i === j ? 0 : weights.data[i * n + j]! * scale[j]!;
  }
  return rowSums([{ weights, decay }]);
}
