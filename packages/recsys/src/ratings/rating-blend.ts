import type { RatingModel } from "./rating-model.ts";

/** The weighted sum of several models' predictions; weights sum to 1. */
export function blendRatings(parts: readonly Readonly<{ model: RatingModel; weight: number }>[]): RatingModel {
  return {
    predict: (user, item) => parts.reduce((sum, { model, weight }) => sum + weight * model.predict(user, item), 0),
  };
}
