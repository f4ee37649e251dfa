import { expect, test } from "vitest";
import { ageWeight } from "./age-weight.ts";

test("the latest film weighs most, each step back a fifth less", () => {
  expect(ageWeight(0)).toBe(1);
  expect(ageWeight(1)).toBeCloseTo(0.8);
  expect(ageWeight(3)).toBeCloseTo(0.512);
});
