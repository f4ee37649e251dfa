import { expect, it } from "vitest";
import { shardOf } from "./shard-of.ts";

it("stays as it is: stored state depends on it", () => {
  expect(["alien-1979", "u-1", "", "жизнь", "__proto__"].map((id) => shardOf(id, 1000))).toEqual([
    923, 778, 364, 542, 687,
  ]);
});

it("spreads ids that differ little", () => {
  const counts = Array.from({ length: 8 }, () => 0);
  for (let n = 0; n < 8000; n++) counts[shardOf(`ml-${n}`, 8)]!++;
  expect(Math.min(...counts)).toBeGreaterThan(850);
  expect(Math.max(...counts)).toBeLessThan(1150);
});
