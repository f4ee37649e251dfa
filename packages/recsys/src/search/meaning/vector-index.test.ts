import { expect, test } from "vitest";
import { createVectorIndex, type VectorIndex } from "./vector-index.ts";

function scoresOf(index: VectorIndex, query: number[], length: number): number[] {
  const scores = new Float64Array(length).fill(7);
  index.score(Float32Array.from(query), scores);
  return [...scores].map((score) => Number(score.toFixed(2)));
}

test("scores are scalar products, up to a rounding", () => {
  const index = createVectorIndex(5);
  index.put(0, Float32Array.of(0.6, 0.8, 0, 0, 0));
  index.put(2, Float32Array.of(0, 0, 0, 0.6, -0.8));
  expect(scoresOf(index, [1, 0, 0, 0, 0], 3)).toEqual([0.6, 0, 0]);
  expect(scoresOf(index, [0, 0.6, 0, 0, 0.8], 3)).toEqual([0.48, 0, -0.64]);
});

test("vectors are replaced and removed; zeros are none", () => {
  const index = createVectorIndex(2);
  index.put(70, Float32Array.of(1, 0));
  index.put(70, Float32Array.of(0, 1));
  index.put(1, Float32Array.of(0, 0));
  expect(index.size).toBe(1);
  expect([index.has(70), index.has(1), index.has(500)]).toEqual([true, false, false]);
  expect(scoresOf(index, [0, 1], 71)[70]).toBe(1);
  index.remove(70);
  index.remove(70);
  expect(index.size).toBe(0);
  expect(scoresOf(index, [0, 1], 71)[70]).toBe(0);
});

test("a vector of other dimensions is refused", () => {
  expect(() => createVectorIndex(2).put(0, new Float32Array(3))).toThrow("3 dimensions instead of 2");
});
