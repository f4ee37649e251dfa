import { expect, test } from "vitest";
import { scaleToOne } from "./normalise.ts";

test("the greatest becomes 1", () => {
  expect(4 * scaleToOne([1, 4, 2])).toBe(1);
});

test("nothing positive stays nothing", () => {
  expect(scaleToOne([])).toBe(0);
  expect(scaleToOne([0, -3])).toBe(0);
});
