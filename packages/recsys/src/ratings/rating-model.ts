import type { LinearAlgebra } from "../linear-algebra/linear-algebra.ts";
import type { Random } from "../random.ts";
import type { Ratings } from "./ratings.ts";

/** What has been learned of how users rate films. */
export interface RatingModel {
  /**
   * The rating that the user would give the film, in the units of the ratings; it may lie off their scale. A number for
   * every user and film of the fitted numbers, those without a rating included.
   */
  predict(user: number, item: number): number;
}

/** A model of ratings as the evaluation knows it. */
export type RatingModelSpec = Readonly<{
  /** As `--models` names it, such as `svd-plus-plus`. */
  name: string;
  /** One line for the report: what it is, with its constants. */
  summary: string;
  fit(train: Ratings, env: RatingFitEnvironment): Promise<RatingModel>;
}>;

export type RatingFitEnvironment = Readonly<{ algebra: LinearAlgebra; random: Random }>;
