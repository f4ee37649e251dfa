import { expect, it } from "vitest";
import { Blocks } from "./blocks.ts";

it("hands out blocks of zeros that do not overlap, and given ones again", () => {
  const blocks = new Blocks(64);
  const taken = [8, 16, 32, 8, 64, 8].map((size) => blocks.take(size));
  for (const [number, { cells, at, size }] of taken.entries()) cells.fill(number + 1, at, at + size);
  for (const [number, { cells, at, size }] of taken.entries()) {
    expect([...cells.subarray(at, at + size)]).toEqual(Array.from({ length: size }, () => number + 1));
  }
  blocks.give(taken[1]!);
  const again = blocks.take(16);
  expect(again).toBe(taken[1]);
  expect([...again.cells.subarray(again.at, again.at + 16)]).toEqual(Array.from({ length: 16 }, () => 0));
  expect(blocks.take(16)).not.toBe(again);
});
