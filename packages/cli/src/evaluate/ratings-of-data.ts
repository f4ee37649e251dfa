import { drawnFolds, type Folds, type Random, type Ratings } from "@projectionist/recsys";
import type { EvaluationData } from "./evaluation-data.ts";

const FOLDS = 5;

/** All ratings with their stars. */
export function ratingsOfData({ interactions, stars }: EvaluationData): Ratings {
  const { userCount, itemCount, starts, items, times } = interactions;
  const users = new Int32Array(items.length);
  for (let user = 0; user < userCount; user++) users.fill(user, starts[user], starts[user + 1]);
  return { userCount, itemCount, starts, users, items, values: stars, times };
}

/** The data set's own folds, else `count` that are drawn by lot, five unless told; `run` of them are tested, all unless told. */
export function foldsOf({ folds, stars }: EvaluationData, random: Random, count?: number, run?: number): Folds {
  if (folds && count === undefined)
    return { foldOf: folds, count: FOLDS, run: Math.min(run ?? FOLDS, FOLDS), origin: "the data set's own" };
  const all = count ?? FOLDS;
  return drawnFolds(stars.length, random, all, Math.min(run ?? all, all));
}
