import { expect, test } from "vitest";
import { precision } from "./precision.ts";

test("is the part of the first k places that is relevant", () => {
  const ranking = { ranks: [1, 4, 9], candidates: 20 };
  expect(precision(ranking, 1)).toBe(1);
  expect(precision(ranking, 5)).toBeCloseTo(2 / 5);
  expect(precision(ranking, 10)).toBeCloseTo(3 / 10);
});

test("places that no film fills are misses", () => {
  expect(precision({ ranks: [1, 2], candidates: 2 }, 4)).toBe(1 / 2);
});
