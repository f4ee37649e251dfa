import { expect, test } from "vitest";
import { auc } from "./auc.ts";

test("is the part of the pairs of a relevant and another film that stand right", () => {
  expect(auc({ ranks: [1, 2], candidates: 5 })).toBe(1);
  expect(auc({ ranks: [4, 5], candidates: 5 })).toBe(0);
  // Of the pairs of places {2, 4} with {1, 3, 5}: 2 before 3 and 5, 4 before 5.
  expect(auc({ ranks: [2, 4], candidates: 5 })).toBe(3 / 6);
});

test("is a half where there is no pair", () => {
  expect(auc({ ranks: [], candidates: 5 })).toBe(0.5);
  expect(auc({ ranks: [1, 2], candidates: 2 })).toBe(0.5);
});
