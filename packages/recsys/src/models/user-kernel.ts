import type { Interactions } from "../interactions.ts";
import type { ItemModel } from "../item-model.ts";
import { matrixOf, type LinearAlgebra } from "../linear-algebra/linear-algebra.ts";
import { symmetricProduct } from "../linear-algebra/symmetric-product.ts";
import { placesOf, type ItemPlaces } from "./item-places.ts";

export type UserKernelOptions = Readonly<{
  /** γ: the greater, the more only users much like each other learn from each other. */
  sharpness: number;
  /** λ: what is added to the kernel's diagonal, which is 1. */
  ridge: number;
}>;

/**
 * Kernel ridge regression over users (Saunders et al. 1998; for recommending with another kernel ∞-AE, Sachdeva et al. 2022,
 * arXiv:2206.02626): each film is a function of histories, smooth in how alike histories are, learned in closed form from who
 * had it. With X the users' films as 0 and 1,
 *
 *     cos(h, u) = |h ∩ u| / √(|h|·|u|),   k(h, u) = exp(γ·(cos(h, u) − 1)),   K = k over the users
 *     score_j = k(h, ·) · (K + λ·I)⁻¹ · X_j
 *
 * Where user kNN counts the votes of the nearest, this also sees which of them say the same, and it sees what no sum over the
 * history's films can. Alike to a film are those of who has it alone. Cost, with m users: one m × m inverse, m² numbers, and
 * m² multiplications for a score: for up to some thousand users.
 */
export async function fitUserKernel(
  train: Interactions,
  algebra: LinearAlgebra,
  { sharpness, ridge }: UserKernelOptions,
): Promise<ItemModel> {
  const { itemCount, items, starts, userCount: m } = train;
  const places = placesOf(train);
  const kernelOf = (history: ArrayLike<number>) => kernelRow(history, train, places, sharpness);
  const system = matrixOf(m, m);
  for (let user = 0; user < m; user++) {
    system.data.set(kernelOf(items.subarray(starts[user], starts[user + 1])), user * m);
    system.data[user * m + user]! += ridge;
  }
  const inverse = await algebra.invertSpd(system);
  const score = (history: ArrayLike<number>, scores: Float32Array) => {
    const say = symmetricProduct(inverse, kernelOf(history));
    scores.fill(0);
    for (let user = 0; user < m; user++) {
      for (let place = starts[user]!; place < starts[user + 1]!; place++) scores[items[place]!]! += say[user]!;
    }
  };
  return { itemCount, score, similarTo: (item, scores) => score([item], scores) };
}

function kernelRow(
  history: ArrayLike<number>,
  { starts, userCount }: Interactions,
  places: ItemPlaces,
  sharpness: number,
): Float64Array {
  const row = new Float64Array(userCount);
  for (let i = 0; i < history.length; i++) {
    const film = history[i]!;
    for (let at = places.starts[film]!; at < places.starts[film + 1]!; at++) row[places.userAt[places.at[at]!]!]! += 1;
  }
  for (let user = 0; user < userCount; user++) {
    const lengths = history.length * (starts[user + 1]! - starts[user]!);
    row[user] = Math.exp(sharpness * ((lengths > 0 ? row[user]! / Math.sqrt(lengths) : 0) - 1));
  }
  return row;
}
