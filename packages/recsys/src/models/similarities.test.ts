import { expect, test } from "vitest";
import { cosine, jaccard, logLikelihoodRatio } from "./similarities.ts";

test("four had one film, nine the other, three both", () => {
  expect(cosine(3, 4, 9)).toBeCloseTo(0.5, 12);
  expect(jaccard(3, 4, 9)).toBeCloseTo(0.3, 12);
});

test("nobody had both", () => {
  expect(cosine(0, 0, 9)).toBe(0);
  expect(jaccard(0, 0, 0)).toBe(0);
  expect(logLikelihoodRatio(10)(0, 4, 5)).toBe(0);
});

test("the likelihood ratio is √(2·N·ln 2) where the films always come together, in half of N", () => {
  expect(logLikelihoodRatio(8)(4, 4, 4)).toBeCloseTo(Math.sqrt(16 * Math.LN2), 10);
});

test("the likelihood ratio by Σ observed · ln(observed / expected)", () => {
  const terms = [
    [3, 1.8],
    [1, 2.2],
    [6, 7.2],
    [10, 8.8],
  ].map(([observed, expected]) => observed! * Math.log(observed! / expected!));
  expect(logLikelihoodRatio(20)(3, 4, 9)).toBeCloseTo(Math.sqrt(2 * terms.reduce((sum, term) => sum + term, 0)), 10);
});

test("what comes together as often as by chance or less is not alike", () => {
  expect(logLikelihoodRatio(20)(2, 4, 10)).toBe(0);
  expect(logLikelihoodRatio(20)(1, 4, 10)).toBe(0);
});
