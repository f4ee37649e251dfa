import { expect, test } from "vitest";
import { largest } from "./largest.ts";

const places = (values: number[], k: number, floor?: number) =>
  Array.from(largest(values, k, floor)).toSorted((a, b) => a - b);

test("finds where the largest are, of equal ones the earlier", () => {
  expect(places([3, 1, 2, 3, 3], 2)).toEqual([0, 3]);
  expect(places([1, 1, 1, 2], 3)).toEqual([0, 1, 3]);
  expect(places([1, 2], 5)).toEqual([0, 1]);
  expect(places([5], 0)).toEqual([]);
});

test("leaves out what is not above the floor or not a number", () => {
  expect(places([0, 2, NaN, -1, 1], 4, 0)).toEqual([1, 4]);
});

test("agrees with sorting", () => {
  const values = Array.from({ length: 500 }, (_, i) => Math.round(Math.sin(i * 12.9898) * 40));
  const sorted = values.map((_, i) => i).toSorted((a, b) => values[b]! - values[a]! || a - b);
  for (const k of [1, 7, 100, 499]) expect(places(values, k)).toEqual(sorted.slice(0, k).toSorted((a, b) => a - b));
});
