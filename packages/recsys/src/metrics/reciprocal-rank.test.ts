import { expect, test } from "vitest";
import { reciprocalRank } from "./reciprocal-rank.ts";

test("is 1 by the place of the first relevant film, up to k", () => {
  const ranking = { ranks: [4, 5], candidates: 20 };
  expect(reciprocalRank(ranking, 10)).toBe(1 / 4);
  expect(reciprocalRank(ranking, 4)).toBe(1 / 4);
  expect(reciprocalRank(ranking, 3)).toBe(0);
  expect(reciprocalRank({ ranks: [], candidates: 20 }, 3)).toBe(0);
});
