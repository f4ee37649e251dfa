import { expect, test } from "vitest";
import { coverage } from "./coverage.ts";

test("is the part of the catalog that anybody sees", () => {
  expect(
    coverage(
      [
        [0, 1],
        [1, 2],
        [0, 1],
      ],
      6,
    ),
  ).toBe(1 / 2);
  expect(coverage([], 6)).toBe(0);
});
