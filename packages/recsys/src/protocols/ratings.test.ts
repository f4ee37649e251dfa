import { expect, test } from "vitest";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { createRandom } from "../random.ts";
import type { RatingModelSpec } from "../ratings/rating-model.ts";
import { ratingsOf, type Ratings } from "../ratings/ratings.ts";
import { drawnFolds, ratingsProtocol } from "./ratings.ts";

const ratings = ratingsOf(
  [
    { user: 0, item: 0, value: 1, time: 1 },
    { user: 0, item: 1, value: 3, time: 2 },
    { user: 1, item: 0, value: 5, time: 3 },
    { user: 1, item: 1, value: 3, time: 4 },
  ],
  2,
  2,
);

function constant(value: number, seen: Ratings[] = []): RatingModelSpec {
  return {
    name: "constant",
    summary: `always ${value}`,
    fit: async (train) => {
      seen.push(train);
      return { predict: () => value };
    },
  };
}

const options = (models: readonly RatingModelSpec[], run = 2) => ({
  models,
  folds: { foldOf: [0, 1, 1, 0], count: 2, run, origin: "given" },
  algebra: plainLinearAlgebra,
  seed: 1,
  onProgress: () => {},
  now: () => 0,
});

test("each fold is predicted from the others, and figures are means over folds", async () => {
  const seen: Ratings[] = [];
  const { figures } = await ratingsProtocol(ratings, options([constant(3, seen)]));
  expect(seen.map(({ values }) => [...values])).toEqual([
    [3, 5],
    [1, 3],
  ]);
  const [first, second] = [Math.sqrt((4 + 0) / 2), Math.sqrt((0 + 4) / 2)];
  expect(figures[0]?.metrics["RMSE"]).toBeCloseTo((first + second) / 2);
  expect(figures[0]?.metrics["MAE"]).toBeCloseTo(1);
  expect(figures[0]?.errors["RMSE"]).toBeCloseTo(0);
});

test("predictions are held within the scale of what was fitted", async () => {
  const { figures } = await ratingsProtocol(ratings, options([constant(9)], 1));
  // The first fold, 1 and 3, is predicted from 3 and 5: as 5.
  expect(figures[0]?.metrics["MAE"]).toBe((4 + 2) / 2);
});

test("drawn folds are of one size, and the same of the same seed", () => {
  const { foldOf } = drawnFolds(103, createRandom(1), 10, 3);
  const sizes = new Int32Array(10);
  for (let row = 0; row < 103; row++) sizes[foldOf[row]!]!++;
  expect([...sizes].toSorted((a, b) => a - b)).toEqual([10, 10, 10, 10, 10, 10, 10, 11, 11, 11]);
  expect(drawnFolds(103, createRandom(1), 10, 3).foldOf).toEqual(foldOf);
});
