import { expect, test } from "vitest";
import { directedCounts } from "./directed-counts.ts";

test("a film counts towards those after it, the nearer the more", () => {
  const counts = directedCounts([
    ["a", "b", "c"],
    ["a", "c"],
  ]);
  expect(counts.get("a")?.get("b")).toBe(1);
  expect(counts.get("a")?.get("c")).toBeCloseTo(1.8);
  expect(counts.get("c")).toBeUndefined();
});

test("films further apart than the window do not count", () => {
  const counts = directedCounts([["a", "b", "c"]], { window: 1 });
  expect(counts.get("a")?.has("c")).toBe(false);
});
