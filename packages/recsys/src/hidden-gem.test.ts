import { expect, test } from "vitest";
import { gemScore } from "./hidden-gem.ts";

const among = { usual: 3.5, most: 400 };

test("of two films liked the same, the less seen is the gem", () => {
  expect(gemScore({ liking: 4, viewers: 16 }, among)).toBeGreaterThan(gemScore({ liking: 4, viewers: 100 }, among));
});

test("of two films seen by as many, the better liked is the gem", () => {
  expect(gemScore({ liking: 4.2, viewers: 16 }, among)).toBeGreaterThan(gemScore({ liking: 4, viewers: 16 }, among));
});

test("the most seen film, a film no better than usual and one nobody saw are none", () => {
  expect(gemScore({ liking: 5, viewers: 400 }, among)).toBe(0);
  expect(gemScore({ liking: 3.5, viewers: 4 }, among)).toBe(0);
  expect(gemScore({ liking: 5, viewers: 0 }, among)).toBe(0);
});
