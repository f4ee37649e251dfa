import { expect, test } from "vitest";
import { fewInARow } from "./few-in-a-row.ts";

const groupsOf = (item: string) => item.split("").filter((letter) => /[a-z]/.test(letter));
const inARow = (items: string, span: number, most: number) =>
  fewInARow(items.split(" "), { span, most, groupsOf }).join(" ");

test.each([
  ["a1 a2 a3 b1 b2 c1", 3, 1, "a1 b1 c1 a2 b2 a3"],
  ["a1 a2 a3 b1 b2 c1", 3, 2, "a1 a2 b1 a3 b2 c1"],
  ["ab1 ac2 b3 c4", 2, 1, "ab1 c4 b3 ac2"],
  ["a1 b1 c1", 3, 1, "a1 b1 c1"],
  ["1 2 3 a1 a2", 3, 1, "1 2 3 a1 a2"],
  ["a1 a2 b1 a3", 3, 1, "a1 b1 a2 a3"],
])("%s, of any %i at most %i: %s", (items, span, most, expected) => expect(inARow(items, span, most)).toBe(expected));

test("of nothing, nothing", () => expect(fewInARow([], { span: 3, most: 1, groupsOf })).toEqual([]));
