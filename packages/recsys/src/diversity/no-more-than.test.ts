import { expect, test } from "vitest";
import { noMoreThan } from "./no-more-than.ts";

const groupsOf = (item: string) => item.split("");

test("passes over what would be one too many of a group", () => {
  expect(noMoreThan(["ax", "ay", "az", "bx", "cx"], { count: 3, most: 2, groupsOf })).toEqual(["ax", "ay", "bx"]);
});

test("what was passed over fills up the end, in its order, no further than count", () => {
  const items = ["a1", "a2", "a3", "b"];
  expect(noMoreThan(items, { count: 4, most: 1, groupsOf })).toEqual(["a1", "b", "a2", "a3"]);
  expect(noMoreThan(items, { count: 3, most: 1, groupsOf })).toEqual(["a1", "b", "a2"]);
});

test("items of no group always pass", () => {
  expect(noMoreThan(["", "", "a", "a"], { count: 3, most: 1, groupsOf })).toEqual(["", "", "a"]);
});
