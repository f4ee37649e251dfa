import { expect, test } from "vitest";
import { bestSlots } from "./best-slots.ts";

const scores = [3, 9, 4, 9, 1, 7];
const isBefore = (slot: number, other: number) =>
  scores[slot]! > scores[other]! || (scores[slot] === scores[other] && slot < other);
const best = (limit: number, counts = (_slot: number) => true) =>
  bestSlots(Int32Array.from(scores.keys()), limit, isBefore, counts);

test("the first by the order, first first", () => {
  expect(best(3)).toEqual([1, 3, 5]);
  expect(best(100)).toEqual([1, 3, 5, 2, 0, 4]);
  expect(best(0)).toEqual([]);
});

test("of those that count, which the others are not asked about in vain", () => {
  const asked: number[] = [];
  expect(best(2, (slot) => asked.push(slot) > 0 && slot !== 3)).toEqual([1, 5]);
  expect(asked).not.toContain(4);
});
