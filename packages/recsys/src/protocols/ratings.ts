import { mae } from "../metrics/mae.ts";
import { rmse } from "../metrics/rmse.ts";
import { createRandom, shuffled, type Random } from "../random.ts";
import type { RatingModel, RatingModelSpec } from "../ratings/rating-model.ts";
import { ratingsWhere, type Ratings } from "../ratings/ratings.ts";
import type { ModelFigures, ProtocolOptions, ProtocolReport } from "./protocol.ts";

/** Which fold, from 0 to before `count`, each row of the ratings is tested in; `run` of them are, the first ones. */
export type Folds = Readonly<{ foldOf: ArrayLike<number>; count: number; run: number; origin: string }>;

export type RatingsProtocolOptions = Omit<ProtocolOptions, "models"> &
  Readonly<{ models: readonly RatingModelSpec[]; folds: Folds }>;

/** Folds of one size, up to a row, drawn by lot; `run` of 10 make 90/10 splits. */
export function drawnFolds(rows: number, random: Random, count = 5, run = count): Folds {
  return { foldOf: shuffled(rows, random).map((place) => place % count), count, run, origin: "drawn by lot" };
}

/**
 * RMSE and MAE by cross-validation: each fold in turn is predicted from all others, within the scale of what was fitted.
 * Figures are means over folds, errors the standard error of that.
 */
export async function ratingsProtocol(ratings: Ratings, options: RatingsProtocolOptions): Promise<ProtocolReport> {
  const { models, folds, algebra } = options;
  const figures: ModelFigures[] = [];
  for (const spec of models) figures.push(await evaluate(spec, ratings, options));
  return {
    protocol: "ratings",
    description:
      `Each of ${folds.run} folds of ${folds.count} (${folds.origin}) is predicted from all other ratings; ` +
      "predictions are held within the scale of the ratings. Means over folds.",
    facts: {
      users: ratings.userCount,
      films: ratings.itemCount,
      ratings: ratings.values.length,
      folds: `${folds.run} of ${folds.count}, ${folds.origin}`,
    },
    backend: algebra.name,
    figures,
  };
}

async function evaluate(
  { name, summary, fit }: RatingModelSpec,
  ratings: Ratings,
  { folds, algebra, seed, onProgress, now }: RatingsProtocolOptions,
): Promise<ModelFigures> {
  const perFold: { rmse: number; mae: number }[] = [];
  let [fitTime, scoreTime] = [0, 0];
  for (let fold = 0; fold < folds.run; fold++) {
    onProgress({ stage: name, done: fold, total: folds.run });
    const [train, test] = [
      ratingsWhere(ratings, (row) => folds.foldOf[row] !== fold),
      ratingsWhere(ratings, (row) => folds.foldOf[row] === fold),
    ];
    const start = now();
    const model = await fit(train, { algebra, random: createRandom(seed + fold) });
    const fitted = now();
    const predicted = predictedWithin(model, test, train.values);
    fitTime += fitted - start;
    scoreTime += now() - fitted;
    perFold.push({ rmse: rmse(predicted, test.values), mae: mae(predicted, test.values) });
  }
  onProgress({ stage: name, done: folds.run, total: folds.run });
  const [ofRmse, ofMae] = [meanAndError(perFold.map((f) => f.rmse)), meanAndError(perFold.map((f) => f.mae))];
  return {
    model: name,
    summary,
    metrics: { RMSE: ofRmse.mean, MAE: ofMae.mean },
    errors: { RMSE: ofRmse.error, MAE: ofMae.error },
    fitSeconds: fitTime / 1000,
    scoreSeconds: scoreTime / 1000,
  };
}

function predictedWithin(model: RatingModel, test: Ratings, scale: Float32Array): Float32Array {
  const least = scale.reduce((a, b) => Math.min(a, b), Infinity);
  const most = scale.reduce((a, b) => Math.max(a, b), -Infinity);
  return test.values.map((_, row) =>
    Math.min(most, Math.max(least, model.predict(test.users[row]!, test.items[row]!))),
  );
}

function meanAndError(values: readonly number[]): Readonly<{ mean: number; error: number }> {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / Math.max(1, values.length - 1) / values.length) };
}
