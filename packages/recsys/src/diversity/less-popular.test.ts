import { expect, test } from "vitest";
import { favourLessPopular } from "./less-popular.ts";

test("divides by a power of popularity, and leaves what speaks against a film", () => {
  const scores = Float32Array.of(6, 6, -6);
  favourLessPopular(scores, [90, 890, 890], 0.5);
  expect(scores[0]).toBeCloseTo(0.6);
  expect(scores[1]).toBeCloseTo(0.2);
  expect(scores[2]).toBe(-6);
});
