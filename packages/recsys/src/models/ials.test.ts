import { expect, test } from "vitest";
import { interactionsOf } from "../interactions.ts";
import { fitIals } from "./ials.ts";

const train = interactionsOf([{ items: [0, 1] }, { items: [1, 0] }, { items: [2, 3] }, { items: [3, 2] }], 4);
const options = { dimensions: 3, unobserved: 0.2, ridge: 0.01, sweeps: 10 };

test("what users had is near 1, what they had not near 0", () => {
  const scores = new Float32Array(4);
  fitIals(train, options).score([0, 1], scores);
  for (const [film, score] of [1, 1, 0, 0].entries()) expect(Math.abs(scores[film]! - score)).toBeLessThan(0.25);
});

test("one dimension and one pair: the loss is least where its derivative is 0", () => {
  const one = fitIals(interactionsOf([{ items: [0] }], 1), { ...options, dimensions: 1, sweeps: 200 });
  // (1 − s)² + α·s² + λ·(1 + α)·(u² + i²) with s = u·i and |u| = |i|: s = 1/(1 + α) − λ.
  const scores = new Float32Array(1);
  one.score([0], scores);
  expect(scores[0]).toBeCloseTo(1 / 1.2 - 0.01, 3);
});

test("the same seed gives the same model", () => {
  expect(fitIals(train, options).itemVectors).toEqual(fitIals(train, options).itemVectors);
  expect(fitIals(train, { ...options, seed: 1 }).itemVectors).not.toEqual(fitIals(train, options).itemVectors);
});
