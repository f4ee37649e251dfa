import { expect, test } from "vitest";
import { hitRate } from "./hit-rate.ts";

const ranking = { ranks: [3, 7], candidates: 20 };

test("a relevant film among the first k is a hit, on the last place too", () => {
  expect(hitRate(ranking, 2)).toBe(0);
  expect(hitRate(ranking, 3)).toBe(1);
  expect(hitRate(ranking, 10)).toBe(1);
});

test("nothing relevant, no hit", () => {
  expect(hitRate({ ranks: [], candidates: 20 }, 10)).toBe(0);
});
