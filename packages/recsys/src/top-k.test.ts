import { expect, test } from "vitest";
import { topK } from "./top-k.ts";

test("the best come first, and equal scores stand in the order of their ids", () => {
  const items = [
    { id: "b", score: 1 },
    { id: "Z", score: 1 },
    { id: "a", score: 1 },
    { id: "low", score: 0.5 },
    { id: "high", score: 2 },
  ];
  expect(topK(items, 4).map(({ id }) => id)).toEqual(["high", "Z", "a", "b"]);
  expect(topK(items.toReversed(), 4)).toEqual(topK(items, 4));
  expect(items[0]?.id).toBe("b");
});

test("fewer than asked for are all of them", () => {
  expect(topK([{ id: "a", score: 1 }], 10)).toHaveLength(1);
  expect(topK([], 10)).toEqual([]);
});
