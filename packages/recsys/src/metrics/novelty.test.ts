import { expect, test } from "vitest";
import { novelty } from "./novelty.ts";

test("is the mean number of bits that a film of the list tells", () => {
  const popularity = [7, 3, 0];
  expect(novelty([[0, 1], [2]], popularity, 8)).toBeCloseTo((0 + 1 + 3) / 3);
  expect(novelty([], popularity, 8)).toBe(0);
});
