import { expect, test } from "vitest";
import { recall } from "./recall.ts";

const ranking = { ranks: [1, 4, 9], candidates: 20 };

test("is the part of the relevant films that came among the first k", () => {
  expect(recall(ranking, 5)).toBeCloseTo(2 / 3);
  expect(recall(ranking, 9)).toBe(1);
});

test("asks no more than k places can hold", () => {
  expect(recall(ranking, 1)).toBe(1);
  expect(recall(ranking, 2)).toBe(1 / 2);
});

test("is 0 where nothing is relevant", () => {
  expect(recall({ ranks: [], candidates: 20 }, 5)).toBe(0);
});
