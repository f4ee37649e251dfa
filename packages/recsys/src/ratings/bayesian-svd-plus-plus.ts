import type { Random } from "../random.ts";
import { createSide, type Side } from "./gibbs-side.ts";
import type { RatingModel } from "./rating-model.ts";
import type { Ratings } from "./ratings.ts";

export type BayesianSvdPlusPlusOptions = Readonly<{
  factors: number;
  /** How often all of it is drawn from other starts; their predictions are averaged. */
  chains: number;
  sweeps: number;
  /** The sweeps before the first that counts. */
  warmUp: number;
  /** Of the sweeps that count, every how manyth is kept. */
  every: number;
}>;

/** What was drawn: per user and per film `width` numbers whose product is the rating less the mean. */
type Drawn = Readonly<{ users: Float32Array; items: Float32Array }>;

/**
 * SVD++ with the like of it on the films' side, all of it drawn by Gibbs sampling (Rendle, Zhang and Koren 2019, “Bayesian
 * SVD++ flipped”): `r = μ + b_u + c_i + U_u · V_i` with `U_u = p_u + |N_u|^-½ Σ_{j in N_u} y_j` over the films that the user
 * rated, and `V_i = q_i + |R_i|^-½ Σ_{v in R_i} z_v` over the film's raters; the biases have implicit parts alike. One
 * coordinate is drawn after the other; precisions follow from the draws, so there is neither a penalty nor a step to choose.
 * Predicts the mean over the kept draws. Cost of a sweep: `O(ratings · factors)`; shapes: (users + films) · (factors + 2)
 * per kept draw.
 */
export function fitBayesianSvdPlusPlus(
  train: Ratings,
  options: BayesianSvdPlusPlusOptions,
  random: Random,
): RatingModel {
  const { values } = train;
  const mean = values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviations = Float64Array.from(values, (value) => value - mean);
  const drawn = Array.from({ length: options.chains }, () => chain(train, deviations.slice(), options, random)).flat();
  const width = options.factors + 2;
  return {
    predict(user, item) {
      let sum = 0;
      for (const { users, items } of drawn)
        for (let f = 0; f < width; f++) sum += users[user * width + f]! * items[item * width + f]!;
      return mean + sum / drawn.length;
    },
  };
}

/** One chain of draws, which leaves of `errors` what its last draw does not tell. */
function chain(
  train: Ratings,
  errors: Float64Array,
  { factors, sweeps, warmUp, every }: BayesianSvdPlusPlusOptions,
  random: Random,
): Drawn[] {
  const { userCount, itemCount } = train;
  const [users, items] = sidesOf(train);
  const [userBias, itemBias] = [users.coefficients(), items.coefficients()];
  const [oneUser, oneItem] = [new Float64Array(userCount).fill(1), new Float64Array(itemCount).fill(1)];
  const small = () => START * random.normal();
  const pairs = Array.from({ length: factors }, () => [users.coefficients(small), items.coefficients(small)] as const);
  for (const [ofUsers, ofItems] of pairs) subtractProducts(train, errors, ofUsers.total, ofItems.total);

  const drawn: Drawn[] = [];
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const precision = (1 + errors.length) / (1 + errors.reduce((sum, error) => sum + error * error, 0));
    const draw = { errors, precision, random };
    users.draw(userBias, oneItem, draw);
    items.draw(itemBias, oneUser, draw);
    for (const [ofUsers, ofItems] of pairs) {
      users.draw(ofUsers, ofItems.total, draw);
      items.draw(ofItems, ofUsers.total, draw);
    }
    if (sweep < warmUp || (sweep - warmUp) % every > 0) continue;
    drawn.push({
      users: interleaved([...pairs.map(([ofUsers]) => ofUsers.total), userBias.total, oneUser]),
      items: interleaved([...pairs.map(([, ofItems]) => ofItems.total), oneItem, itemBias.total]),
    });
  }
  return drawn;
}

/** How far from 0 factors start. */
const START = 0.1;

function sidesOf({ users, items, userCount, itemCount }: Ratings): [Side, Side] {
  return [createSide(users, items, userCount, itemCount), createSide(items, users, itemCount, userCount)];
}

function subtractProducts({ users, items }: Ratings, errors: Float64Array, u: Float64Array, v: Float64Array): void {
  for (let row = 0; row < errors.length; row++) errors[row]! -= u[users[row]!]! * v[items[row]!]!;
}

/** Columns of one length as rows, one after the other. */
function interleaved(columns: readonly Float64Array[]): Float32Array {
  const rows = new Float32Array(columns.length * (columns[0]?.length ?? 0));
  for (const [c, column] of columns.entries())
    for (let i = 0; i < column.length; i++) rows[i * columns.length + c] = column[i]!;
  return rows;
}
