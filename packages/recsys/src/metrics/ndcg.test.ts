import { expect, test } from "vitest";
import { ndcg } from "./ndcg.ts";

const ranking = { ranks: [2, 3, 8], candidates: 20 };
const [first, second, third, eighth] = [1, 1 / Math.log2(3), 1 / 2, 1 / Math.log2(9)];

test("discounts by the logarithm of the place, by the best list there can be", () => {
  expect(ndcg(ranking, 10)).toBeCloseTo((second + third + eighth) / (first + second + third));
  expect(ndcg({ ranks: [1, 2, 3], candidates: 20 }, 10)).toBe(1);
});

test("the best list is cut at k too", () => {
  expect(ndcg(ranking, 2)).toBeCloseTo(second / (first + second));
  expect(ndcg({ ranks: [1, 2, 3], candidates: 20 }, 2)).toBe(1);
});

test("one film left out gives 1 / log2(place + 1)", () => {
  expect(ndcg({ ranks: [7], candidates: 20 }, 10)).toBeCloseTo(1 / 3);
});

test("is 0 where nothing is relevant", () => {
  expect(ndcg({ ranks: [], candidates: 20 }, 10)).toBe(0);
});
