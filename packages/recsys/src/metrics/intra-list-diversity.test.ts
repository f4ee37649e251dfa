import { expect, test } from "vitest";
import { intraListDiversity } from "./intra-list-diversity.ts";

test("is the mean unlikeness over the pairs of a list", () => {
  const similarity = (one: number, other: number) => 1 / (1 + Math.abs(one - other));
  expect(intraListDiversity([0, 1, 3], similarity)).toBeCloseTo((1 / 2 + 3 / 4 + 2 / 3) / 3);
  expect(intraListDiversity([5], similarity)).toBe(0);
});
