import { expect, test } from "vitest";
import { interactionsOf } from "../interactions.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { fitUserKernel } from "./user-kernel.ts";

test("two users, by hand", async () => {
  const train = interactionsOf([{ items: [0, 1] }, { items: [2] }], 4);
  const model = await fitUserKernel(train, plainLinearAlgebra, { sharpness: 2, ridge: 0.5 });
  const scores = new Float32Array(4);
  model.score([0], scores);
  // K + λI = [[1.5, e], [e, 1.5]] with e = exp(−2); the history's kernel is [exp(2·(1/√2 − 1)), e].
  const e = Math.exp(-2);
  const near = Math.exp(2 * (Math.SQRT1_2 - 1));
  const determinant = 1.5 ** 2 - e ** 2;
  expect(scores[0]).toBeCloseTo((1.5 * near - e * e) / determinant, 5);
  expect(scores[1]).toBe(scores[0]);
  expect(scores[2]).toBeCloseTo((1.5 * e - e * near) / determinant, 5);
  expect(scores[3]).toBe(0);
});

test("where two users say the same, they count little more than one", async () => {
  const train = interactionsOf([{ items: [0, 1] }, { items: [0, 1] }, { items: [0, 2] }], 3);
  const model = await fitUserKernel(train, plainLinearAlgebra, { sharpness: 8, ridge: 0.01 });
  const scores = new Float32Array(3);
  model.score([0], scores);
  expect(scores[1]! / scores[2]!).toBeLessThan(1.1);
});
