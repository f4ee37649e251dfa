import { expect, test } from "vitest";
import { bestItems } from "./item-model.ts";

test("the best come first, ties by number, without the excluded", () => {
  const scores = Float32Array.of(1, 3, 2, 3, -Infinity, NaN);
  expect(bestItems(scores, 3).map(({ item }) => item)).toEqual([1, 3, 2]);
  expect(bestItems(scores, 9, [3]).map(({ item }) => item)).toEqual([1, 2, 0]);
  expect(bestItems(scores, 0)).toEqual([]);
});
