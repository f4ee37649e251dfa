import { shuffled, type Random } from "../random.ts";
import { fitBias, type BiasOptions } from "./bias.ts";
import type { RatingModel } from "./rating-model.ts";
import type { Ratings } from "./ratings.ts";

export type SvdPlusPlusOptions = Readonly<{
  factors: number;
  epochs: number;
  /** The step of the first epoch, and what it is multiplied with after each. */
  rate: number;
  rateDecay: number;
  biasPenalty: number;
  penalty: number;
  bias: BiasOptions;
}>;

/**
 * SVD++ (Koren 2008): `r = μ + b_u + b_i + q_i · (p_u + |N_u|^-½ Σ_{j in N_u} y_j)`, where `N_u` are the films that the user
 * rated, by stochastic gradient descent over users in an order drawn anew each epoch. The `y_j` are moved once per user by
 * the sum of his ratings' gradients, so an epoch costs `O(ratings · factors)` as without them. Shapes: users · factors,
 * twice films · factors.
 */
export function fitSvdPlusPlus(train: Ratings, options: SvdPlusPlusOptions, random: Random): RatingModel {
  const { factors, penalty, biasPenalty } = options;
  const { starts, items, values, userCount, itemCount } = train;
  const { mean, users: userBias, items: itemBias } = fitBias(train, options.bias);
  const drawn = (count: number) => Float32Array.from({ length: count * factors }, () => 0.1 * random.normal());
  const [p, q] = [drawn(userCount), drawn(itemCount)];
  const y = new Float32Array(itemCount * factors);
  const [implicit, gradient] = [new Float32Array(factors), new Float32Array(factors)];

  const sumImplicit = (user: number) => {
    implicit.fill(0);
    for (let row = starts[user]!; row < starts[user + 1]!; row++) {
      const film = items[row]! * factors;
      for (let f = 0; f < factors; f++) implicit[f]! += y[film + f]!;
    }
    const scale = 1 / Math.sqrt(Math.max(1, starts[user + 1]! - starts[user]!));
    for (let f = 0; f < factors; f++) implicit[f]! *= scale;
    return scale;
  };

  const learnUser = (user: number, rate: number) => {
    const scale = sumImplicit(user);
    const own = user * factors;
    gradient.fill(0);
    for (let row = starts[user]!; row < starts[user + 1]!; row++) {
      const item = items[row]!;
      const film = item * factors;
      let guess = mean + userBias[user]! + itemBias[item]!;
      for (let f = 0; f < factors; f++) guess += q[film + f]! * (p[own + f]! + implicit[f]!);
      const error = values[row]! - guess;
      userBias[user]! += rate * (error - biasPenalty * userBias[user]!);
      itemBias[item]! += rate * (error - biasPenalty * itemBias[item]!);
      for (let f = 0; f < factors; f++) {
        const [pf, qf] = [p[own + f]!, q[film + f]!];
        gradient[f]! += error * qf;
        q[film + f] = qf + rate * (error * (pf + implicit[f]!) - penalty * qf);
        p[own + f] = pf + rate * (error * qf - penalty * pf);
      }
    }
    for (let row = starts[user]!; row < starts[user + 1]!; row++) {
      const film = items[row]! * factors;
      for (let f = 0; f < factors; f++) y[film + f]! += rate * (scale * gradient[f]! - penalty * y[film + f]!);
    }
  };

  let rate = options.rate;
  for (let epoch = 0; epoch < options.epochs; epoch++, rate *= options.rateDecay)
    for (const user of shuffled(userCount, random)) learnUser(user, rate);

  for (let user = 0; user < userCount; user++) {
    sumImplicit(user);
    for (let f = 0; f < factors; f++) p[user * factors + f]! += implicit[f]!;
  }
  return {
    predict(user, item) {
      let guess = mean + userBias[user]! + itemBias[item]!;
      for (let f = 0; f < factors; f++) guess += q[item * factors + f]! * p[user * factors + f]!;
      return guess;
    },
  };
}
