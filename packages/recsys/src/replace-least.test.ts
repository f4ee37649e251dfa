import { expect, test } from "vitest";
import { createRandom } from "./random.ts";
import { replaceLeast } from "./replace-least.ts";

test.each([1, 2, 3, 10, 100])("the root is the %ith greatest of all that came", (k) => {
  const random = createRandom(k);
  const heap = new Float64Array(k).fill(-Infinity);
  const seen: number[] = [];
  let least = -Infinity;
  for (let at = 0; at < 300; at++) {
    const value = random.below(50);
    seen.push(value);
    if (value > least) least = replaceLeast(heap, value);
    expect(least).toBe(seen.toSorted((a, b) => b - a)[k - 1] ?? -Infinity);
  }
});
