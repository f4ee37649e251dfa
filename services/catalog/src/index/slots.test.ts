import { expect, test } from "vitest";
import { createSlots } from "./slots.ts";

test("an id keeps its slot while it is there, and another has it then", () => {
  const slots = createSlots();
  expect(["a", "b", "c", "b"].map((id) => slots.take(id))).toEqual([0, 1, 2, 1]);
  expect([slots.free("b"), slots.free("b"), slots.of("b")]).toEqual([1, undefined, undefined]);
  expect([slots.take("d"), slots.take("b"), slots.of("c")]).toEqual([1, 3, 2]);
  expect(slots.ids).toEqual(["a", "d", "c", "b"]);
});
