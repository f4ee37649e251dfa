import { matrixOf } from "../linear-algebra/linear-algebra.ts";
import { fitBias, type BiasOptions } from "./bias.ts";
import type { RatingFitEnvironment, RatingModel } from "./rating-model.ts";
import type { Ratings } from "./ratings.ts";

export type ResidualEaseOptions = Readonly<{ lambda: number; stretch: number; bias: BiasOptions }>;

/**
 * EASE (Steck 2019) on what the biases leave: `X` has `r − μ − b_u − b_i` at each rating and 0 elsewhere, and the prediction
 * is the bias plus `stretch · X B`, `B = I − P diag(1 / diag P)`, `P = (XᵀX + λI)⁻¹`. `stretch` makes up for the zeros, which
 * pull the answer down. With `K = XXᵀ + λI`, users · users, the same is told by users instead of films:
 * `X P = K⁻¹ X` and `λ P_jj = 1 − x_jᵀ K⁻¹ x_j` (Woodbury), so one inverse of the users costs whatever the number of films;
 * a film that the user has not rated is predicted by `−(K⁻¹ X)_uj / P_jj`. Cost: users³ + Σ_films raters².
 */
export async function fitResidualEase(
  train: Ratings,
  { lambda, stretch, bias }: ResidualEaseOptions,
  { algebra }: Pick<RatingFitEnvironment, "algebra">,
): Promise<RatingModel> {
  const { userCount, itemCount, users, items, values } = train;
  const biases = fitBias(train, bias);
  const raters = Array.from({ length: itemCount }, () => ({ users: [] as number[], residuals: [] as number[] }));
  for (let row = 0; row < values.length; row++) {
    const film = raters[items[row]!]!;
    film.users.push(users[row]!);
    film.residuals.push(values[row]! - biases.predict(users[row]!, items[row]!));
  }

  const kernel = matrixOf(userCount, userCount);
  for (const { users, residuals } of raters)
    for (const [i, user] of users.entries())
      for (const [j, other] of users.entries()) kernel.data[user * userCount + other]! += residuals[i]! * residuals[j]!;
  for (let user = 0; user < userCount; user++) kernel.data[user * userCount + user]! += lambda;
  const { data: inverse } = await algebra.invertSpd(kernel);

  const told = (user: number, { users, residuals }: (typeof raters)[number]) => {
    let sum = 0;
    for (let i = 0; i < users.length; i++) sum += inverse[user * userCount + users[i]!]! * residuals[i]!;
    return sum;
  };
  const diagonal = raters.map((film) => {
    const explained = film.users.reduce((sum, user, i) => sum + film.residuals[i]! * told(user, film), 0);
    return (1 - explained) / lambda;
  });
  return {
    predict: (user, item) => biases.predict(user, item) - (stretch * told(user, raters[item]!)) / diagonal[item]!,
  };
}
