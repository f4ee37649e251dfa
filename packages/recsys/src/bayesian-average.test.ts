import { expect, test } from "vitest";
import { bayesianAverage, overallMean } from "./bayesian-average.ts";

const usual = { mean: 3, weight: 10 };

test("one perfect vote does not beat many good ones", () => {
  const one = bayesianAverage({ sum: 5, count: 1 }, usual);
  const many = bayesianAverage({ sum: 450, count: 100 }, usual);
  expect(one).toBeLessThan(many);
  expect(many).toBeLessThan(4.5);
});

test("without votes it is the usual mean", () => {
  expect(bayesianAverage({ sum: 0, count: 0 }, usual)).toBe(3);
  expect(bayesianAverage({ sum: 0, count: 0 }, { mean: 3, weight: 0 })).toBe(3);
});

test("the overall mean counts votes, not things", () => {
  expect(
    overallMean(
      [
        { sum: 5, count: 1 },
        { sum: 9, count: 3 },
      ],
      3,
    ),
  ).toBe(3.5);
  expect(overallMean([], 3)).toBe(3);
});
