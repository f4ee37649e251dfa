import type { RatingModel } from "./rating-model.ts";
import type { Ratings } from "./ratings.ts";

export type BiasOptions = Readonly<{
  /** How many ratings of the mean each film, and each user, is thought to have beside its own. */
  itemDamping: number;
  userDamping: number;
  rounds: number;
}>;

/** How ratings of each user and film lie off the mean of all. */
export type Biases = RatingModel & Readonly<{ mean: number; users: Float64Array; items: Float64Array }>;

/**
 * `r = μ + b_u + b_i`, both damped: `b_i = Σ (r − μ − b_u) / (n_i + damping)` over the film's ratings, then `b_u` alike, in
 * turns until they hold still (Koren 2010, 2.1). Cost: ratings · rounds.
 */
export function fitBias(train: Ratings, { itemDamping, userDamping, rounds }: BiasOptions): Biases {
  const { users: rowUsers, items: rowItems, values, userCount, itemCount } = train;
  const mean = values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  const users = new Float64Array(userCount);
  const items = new Float64Array(itemCount);

  const settle = (own: Float64Array, ownOf: Int32Array, other: Float64Array, otherOf: Int32Array, damping: number) => {
    const counts = new Int32Array(own.length);
    own.fill(0);
    for (let row = 0; row < values.length; row++) {
      own[ownOf[row]!]! += values[row]! - mean - other[otherOf[row]!]!;
      counts[ownOf[row]!]!++;
    }
    for (let i = 0; i < own.length; i++) own[i]! /= Math.max(1, counts[i]! + damping);
  };

  for (let round = 0; round < rounds; round++) {
    settle(items, rowItems, users, rowUsers, itemDamping);
    settle(users, rowUsers, items, rowItems, userDamping);
  }
  return { mean, users, items, predict: (user, item) => mean + users[user]! + items[item]! };
}
