import { expect, test } from "vitest";
import { mae } from "./mae.ts";

test("is the mean absolute difference", () => {
  expect(mae([3, 4, 5, 1], [3, 2, 4, 3])).toBe(1.25);
});
