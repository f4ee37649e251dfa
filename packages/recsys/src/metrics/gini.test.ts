import { expect, test } from "vitest";
import { gini } from "./gini.ts";

test("is 0 where all films are shown alike", () => {
  expect(
    gini(
      [
        [0, 1],
        [2, 3],
      ],
      4,
    ),
  ).toBe(0);
  expect(gini([], 4)).toBe(0);
});

test("comes near 1 where one film has all of it", () => {
  expect(gini([[0], [0], [0]], 4)).toBeCloseTo(3 / 4);
});

test("is half the mean difference between films by the mean", () => {
  // Shown 0, 1, 3: the mean difference over all 9 ordered pairs is 12 / 9, the mean 4 / 3.
  expect(gini([[1, 2], [2], [2]], 3)).toBeCloseTo(12 / 9 / (2 * (4 / 3)));
});
