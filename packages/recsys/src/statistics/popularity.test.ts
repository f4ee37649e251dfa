import { expect, test } from "vitest";
import { createPopularity } from "./popularity.ts";
import { statisticContract } from "./statistic.contract.ts";

statisticContract({
  name: "popularity",
  create: createPopularity,
  recount(sequences, itemCount) {
    const counts = new Float64Array(itemCount);
    for (const { items } of sequences) for (const item of Array.from(items)) counts[item]! += 1;
    return { counts };
  },
});

test("counts who had a film", () => {
  const popularity = createPopularity(3);
  popularity.add([], 1, 0);
  popularity.add([0], 1, 0);
  expect([...popularity.counts]).toEqual([0, 2, 0]);
});
