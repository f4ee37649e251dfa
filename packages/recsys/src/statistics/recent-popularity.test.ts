import { expect, test } from "vitest";
import { createRecentPopularity } from "./recent-popularity.ts";
import { statisticContract } from "./statistic.contract.ts";

const MONTH = 30 * 86_400;

statisticContract({
  name: "recent popularity",
  create: (itemCount) => createRecentPopularity(itemCount, MONTH),
  recount(sequences, itemCount) {
    const weights = new Float64Array(itemCount);
    for (const { items, times } of sequences) {
      for (const [place, item] of Array.from(items).entries()) {
        weights[item]! += 2 ** ((times[place]! - Date.UTC(2020, 0, 1) / 1000) / MONTH);
      }
    }
    return { weights };
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

test("holds the first and the last film of a century", () => {
  const [early, late] = [Date.UTC(1970, 0, 1) / 1000, Date.UTC(2069, 0, 1) / 1000];
  const recent = createRecentPopularity(2, MONTH);
  recent.add([], 0, early);
  recent.add([], 1, late);
  expect(recent.at(early)[0]).toBeCloseTo(1, 6);
  expect(recent.at(late)[1]).toBeCloseTo(1, 6);
});
