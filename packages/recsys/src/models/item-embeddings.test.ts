import { expect, test } from "vitest";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { createGram } from "../statistics/gram.ts";
import { addSequence } from "../statistics/statistic.ts";
import { fitItemEmbeddings } from "./item-embeddings.ts";

/** Films 0 and 1 always together, three times; film 2 alone, once; nobody has film 3. */
function gramOfPairs() {
  const gram = createGram(4, { exponent: 0 });
  for (const items of [[0, 1], [1, 0], [0, 1], [2]]) addSequence(gram, { items, times: [] });
  return gram;
}

test("the greatest axis is the pair that always comes together", async () => {
  const { itemVectors, dimensions } = await fitItemEmbeddings(gramOfPairs(), plainLinearAlgebra, { dimensions: 1 });
  expect(dimensions).toBe(1);
  const [a, b, c, d] = itemVectors;
  expect(Math.abs(a!)).toBeCloseTo(Math.SQRT1_2, 5);
  expect(b).toBeCloseTo(a!, 5);
  expect(c).toBeCloseTo(0, 5);
  expect(d).toBe(0);
});

test("axes beyond the matrix's rank are nothing", async () => {
  const model = await fitItemEmbeddings(gramOfPairs(), plainLinearAlgebra, { dimensions: 9 });
  expect(model.dimensions).toBe(4);
  const scores = new Float32Array(4);
  model.score([0, 2], scores);
  // Projected on all axes there are: films 0 and 1 share what one of them brings.
  for (const [film, score] of [0.5, 0.5, 1, 0].entries()) expect(scores[film]).toBeCloseTo(score, 5);
});

test("the score is the dot product of the two towers", async () => {
  const model = await fitItemEmbeddings(gramOfPairs(), plainLinearAlgebra, { dimensions: 2, scaling: 0.5 });
  const user = model.userVector([1, 2]);
  const scores = new Float32Array(4);
  model.score([1, 2], scores);
  for (let film = 0; film < 4; film++) {
    expect(scores[film]).toBeCloseTo(
      user[0]! * model.itemVectors[film * 2]! + user[1]! * model.itemVectors[film * 2 + 1]!,
      6,
    );
  }
});
