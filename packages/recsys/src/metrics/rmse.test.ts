import { expect, test } from "vitest";
import { rmse } from "./rmse.ts";

test("is the root of the mean squared difference", () => {
  expect(rmse([3, 4, 5, 1], [3, 2, 4, 3])).toBe(1.5);
});
