import { expect, test } from "vitest";
import { earliestUnseen } from "./series.ts";

const parts = [
  { id: "third", order: 3 },
  { id: "first", order: 1 },
  { id: "second", order: 2 },
];

test("the first film of an unseen series comes first", () => {
  expect(earliestUnseen(parts, new Set())?.id).toBe("first");
});

test("then the next, and an earlier one that was left out before a later one", () => {
  expect(earliestUnseen(parts, new Set(["first"]))?.id).toBe("second");
  expect(earliestUnseen(parts, new Set(["second", "third"]))?.id).toBe("first");
});

test("a series seen whole has none", () => {
  expect(earliestUnseen(parts, new Set(["first", "second", "third"]))).toBeUndefined();
});
