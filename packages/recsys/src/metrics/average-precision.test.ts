import { expect, test } from "vitest";
import { averagePrecision } from "./average-precision.ts";

const ranking = { ranks: [1, 4, 9], candidates: 20 };

test("is the mean precision at the places of the relevant films", () => {
  expect(averagePrecision(ranking, 10)).toBeCloseTo((1 / 1 + 2 / 4 + 3 / 9) / 3);
});

test("what comes behind k adds nothing, and k bounds what it is divided by", () => {
  expect(averagePrecision(ranking, 5)).toBeCloseTo((1 / 1 + 2 / 4) / 3);
  expect(averagePrecision(ranking, 2)).toBeCloseTo(1 / 2);
});

test("is 0 where nothing is relevant", () => {
  expect(averagePrecision({ ranks: [], candidates: 20 }, 5)).toBe(0);
});
