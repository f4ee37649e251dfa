import { expect, test } from "vitest";
import { createRecentPopularity } from "./recent-popularity.ts";
import { statisticContract } from "./statistic.contract.ts";

const MONTH = 30 * 86_400;

statisticContract({
  name: "recent popularity",
  create: (itemCount) => createRecentPopularity(itemCount, MONTH),
  // All of it is in the first 256 months since 1970, which are era 0.
  recount(sequences, itemCount) {
    const weights = new Float64Array(itemCount);
    for (const { items, times } of sequences) {
      for (const [place, item] of Array.from(items).entries()) weights[item]! += 2 ** (times[place]! / MONTH);
    }
    return { 0: weights };
  },
});

test("an event of a half-life ago counts half", () => {
  const now = 1_000_000_000;
  const recent = createRecentPopularity(2, MONTH);
  recent.add([], 0, now);
  recent.add([], 0, now - MONTH);
  recent.add([], 1, now - 2 * MONTH);
  const [first, second] = recent.at(now);
  expect(first).toBeCloseTo(1.5, 10);
  expect(second).toBeCloseTo(0.25, 10);
});

test("holds the first and the last film of a century, with a half-life of a day", () => {
  const day = 86_400;
  const [early, late] = [Date.UTC(1970, 0, 1) / 1000, Date.UTC(2069, 0, 1) / 1000];
  const recent = createRecentPopularity(2, day);
  recent.add([], 0, early);
  recent.add([], 1, late);
  recent.add([], 1, late - day);
  expect(recent.at(early)[0]).toBeCloseTo(1, 6);
  expect(recent.at(late)[1]).toBeCloseTo(1.5, 6);
  expect(recent.at(late)[0]).toBe(0);
});

test("sums over the border of an era", () => {
  const border = 256 * MONTH;
  const recent = createRecentPopularity(1, MONTH);
  recent.add([], 0, border);
  recent.add([], 0, border - MONTH);
  expect(Object.keys(recent.save().arrays)).toEqual(["0", "1"]);
  expect(recent.at(border)[0]).toBeCloseTo(1.5, 10);
});
