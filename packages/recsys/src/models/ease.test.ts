import { expect, test } from "vitest";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { createGram } from "../statistics/gram.ts";
import { addSequence } from "../statistics/statistic.ts";
import { fitEase } from "./ease.ts";

/** Films 0 and 1 came together twice and 1 alone once: G = [[2, 2], [2, 3]]. */
function gramOfTwo() {
  const gram = createGram(2, { exponent: 0 });
  for (const items of [[0, 1], [1, 0], [1]]) addSequence(gram, { items, times: [] });
  return gram;
}

async function weightsOf(options: Parameters<typeof fitEase>[2]) {
  const model = await fitEase(gramOfTwo(), plainLinearAlgebra, options);
  return [0, 1].map((film) => {
    const scores = new Float32Array(2);
    model.score([film], scores);
    return Array.from(scores);
  });
}

test("without self-weights, each film is foretold from the others by ridge regression", async () => {
  const [ofFirst, ofSecond] = await weightsOf({ ridge: 1 });
  // B[i, j] = G[i, j] / (G[i, i] + λ) with two films.
  expect(ofFirst![0]).toBe(0);
  expect(ofFirst![1]).toBeCloseTo(2 / 3, 6);
  expect(ofSecond![0]).toBeCloseTo(2 / 4, 6);
  expect(ofSecond![1]).toBe(0);
});

test("dropout adds p/(1 − p) of the diagonal", async () => {
  const [ofFirst, ofSecond] = await weightsOf({ ridge: 1, dropout: 0.5 });
  expect(ofFirst![1]).toBeCloseTo(2 / (2 + 2 + 1), 6);
  expect(ofSecond![0]).toBeCloseTo(2 / (3 + 3 + 1), 6);
});

test("a popularity exponent below 0 brings the less popular forward", async () => {
  const [plain, scaled] = [await weightsOf({ ridge: 1 }), await weightsOf({ ridge: 1, popularityExponent: -1 })];
  expect(scaled[0]![1]).toBeCloseTo(plain[0]![1]! / 3, 6);
  expect(scaled[1]![0]).toBeCloseTo(plain[1]![0]! / 2, 6);
});
