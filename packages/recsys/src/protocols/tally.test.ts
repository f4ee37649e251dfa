import { expect, test } from "vitest";
import { createTally } from "./tally.ts";

test("the mean, and its standard error from the sample's variance", () => {
  const tally = createTally();
  for (const value of [1, 0, 1, 0]) tally.add({ hit: value, same: 0.5 });
  expect(tally.count()).toBe(4);
  expect(tally.means()).toEqual({ hit: 0.5, same: 0.5 });
  // Sample variance 1/3, by 4 values.
  expect(tally.errors()["hit"]).toBeCloseTo(Math.sqrt(1 / 12), 12);
  expect(tally.errors()["same"]).toBe(0);
});

test("one value has no error that could be told", () => {
  const tally = createTally();
  tally.add({ hit: 1 });
  expect(tally.errors()).toEqual({ hit: 0 });
});
