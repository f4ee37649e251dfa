import type { Interactions } from "../interactions.ts";
import { solveSmallSpd } from "../linear-algebra/small-spd.ts";
import { createRandom } from "../random.ts";
import { embeddingModel, type EmbeddingModel } from "./embedding-model.ts";
import { placesOf } from "./item-places.ts";

export type IalsOptions = Readonly<{
  dimensions: number;
  /** α₀: what a film that a user does not have counts as evidence against it. */
  unobserved: number;
  /** λ: pulls a vector to 0, times what it was learned from. */
  ridge: number;
  /** How often both sides are solved. */
  sweeps: number;
  seed?: number;
}>;

/** Who a side's vectors are learned from: row `r` from `others[starts[r]]` to before `others[starts[r + 1]]`. */
type Rows = Readonly<{ starts: Int32Array; others: Int32Array }>;

/**
 * Matrix factorisation by alternating least squares on implicit feedback (Hu, Koren & Volinsky 2008) with the loss and the
 * scaled regularisation of Rendle et al. 2021 (arXiv:2110.14037):
 *
 *     Σ_{(u,i) had} (1 − u·i)² + α₀ Σ_{u,i} (u·i)² + λ Σ_u (|h_u| + α₀·n)·|u|² + λ Σ_i (pop_i + α₀·m)·|i|²
 *
 * with n films and m users. A history is folded in as a user is learned. Cost per sweep: interactions · d² and (n + m) · d³/6;
 * n · d numbers; one solution of d equations for a score.
 */
export function fitIals(train: Interactions, options: IalsOptions): EmbeddingModel {
  const { dimensions: d, sweeps, seed = 0 } = options;
  const { itemCount: n, userCount: m } = train;
  const { starts, at, userAt } = placesOf(train);
  const byUser = { starts: train.starts, others: train.items };
  const byItem = { starts, others: at.map((place) => userAt[place]!) };
  const random = createRandom(seed);
  const items = Float32Array.from({ length: n * d }, () => (random.normal() * 0.1) / Math.sqrt(d));
  const users = new Float32Array(m * d);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    solveSide(byUser, items, users, options);
    solveSide(byItem, users, items, options);
  }
  const against = gramOf(items, options);
  return embeddingModel(items, d, (history) => {
    const row = { starts: Int32Array.of(0, history.length), others: Int32Array.from(history) };
    const user = new Float32Array(d);
    solveRow(row, 0, items, against, user, options);
    return user;
  });
}

function solveSide(rows: Rows, others: Float32Array, own: Float32Array, options: IalsOptions): void {
  const against = gramOf(others, options);
  const { dimensions: d } = options;
  for (let row = 0; row * d < own.length; row++) {
    solveRow(rows, row, others, against, own.subarray(row * d, (row + 1) * d), options);
  }
}

/** Writes the vector of one row: `(α₀·OᵀO + Σ o·oᵀ + λ·(count + α₀·|O|)·I)⁻¹ · Σ o` over its others o. */
function solveRow(
  { starts, others: indices }: Rows,
  row: number,
  others: Float32Array,
  against: Float64Array,
  own: Float32Array,
  { dimensions: d, ridge, unobserved }: IalsOptions,
): void {
  const system = against.slice();
  const right = new Float64Array(d);
  for (let at = starts[row]!; at < starts[row + 1]!; at++) addOuter(others, indices[at]! * d, d, system, right);
  const count = starts[row + 1]! - starts[row]!;
  for (let k = 0; k < d; k++) system[k * d + k]! += ridge * (count + (unobserved * others.length) / d);
  solveSmallSpd(system, d, right);
  own.set(right);
}

/** α₀ times the lower triangle of the vectors' Gram matrix. */
function gramOf(vectors: Float32Array, { dimensions: d, unobserved }: IalsOptions): Float64Array {
  const gram = new Float64Array(d * d);
  const sum = new Float64Array(d);
  for (let at = 0; at < vectors.length; at += d) addOuter(vectors, at, d, gram, sum);
  return gram.map((value) => value * unobserved);
}

function addOuter(vectors: Float32Array, at: number, d: number, system: Float64Array, sum: Float64Array): void {
  for (let i = 0; i < d; i++) {
    const value = vectors[at + i]!;
    sum[i]! += value;
    for (let j = 0; j <= i; j++) system[i * d + j]! += value * vectors[at + j]!;
  }
}
