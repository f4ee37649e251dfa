import { expect, it } from "vitest";
import { createStamps } from "./stored-event.ts";

it("stamps grow with every call, whatever the clock does", () => {
  const times = [5, 5, 5, 3, 0, 6, 7];
  const next = createStamps(() => times.shift()!);
  const stamps = Array.from({ length: 7 }, next);
  expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
  expect(new Set(stamps).size).toBe(7);
  expect(stamps[0]).toBe(5_000);
  expect(stamps.slice(-2)).toEqual([6_000, 7_000]);
});
