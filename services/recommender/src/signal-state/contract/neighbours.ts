import { describe, expect, it } from "vitest";
import { pair } from "./events.ts";
import type { Fixture } from "./fixture.ts";

export function neighbours(t: Fixture): void {
  describe("neighbours", () => {
    it("come by weight descending, ties by id, at most so many, in the direction of viewing", async () => {
      const pairs = [
        pair(0, "alien", "heat", 5),
        pair(1, "alien", "jaws", 7),
        pair(2, "alien", "aliens", 5),
        pair(3, "alien", "heat", 0),
        pair(4, "jaws", "alien", 3),
      ];
      await t.applyAll(pairs);
      const answer = await t.state.neighbours(t.space, ["alien", "jaws", "heat", "unknown"], 2);
      expect([...answer]).toEqual([
        [
          "alien",
          [
            ["jaws", 7],
            ["aliens", 5],
          ],
        ],
        ["jaws", [["alien", 3]]],
      ]);
      expect((await t.state.neighbours(t.space, ["alien"], 10)).get("alien")).toEqual([
        ["jaws", 7],
        ["aliens", 5],
        ["heat", 5],
      ]);
    });

    it("add up exactly beyond 32 bits, and vanish at 0", async () => {
      await t.applyAll([pair(0, "a", "b", 9_000_000_000_000), pair(1, "a", "b", 1), pair(2, "a", "c", 4)]);
      expect((await t.state.neighbours(t.space, ["a"], 5)).get("a")).toEqual([
        ["b", 9_000_000_000_001],
        ["c", 4],
      ]);
      await t.applyAll([pair(3, "a", "b", -9_000_000_000_001), pair(4, "a", "c", -4)]);
      expect((await t.state.neighbours(t.space, ["a"], 5)).size).toBe(0);
      expect(await t.scanned()).toEqual([]);
    });

    it("of a film with thousands are exact", async () => {
      const many = Array.from({ length: 5000 }, (_, offset) =>
        pair(offset, "a", `m${offset}`, 1 + ((offset * 7919) % 5000)),
      );
      await t.applyAll(many);
      const top = (await t.state.neighbours(t.space, ["a"], 3)).get("a");
      expect(top?.map(([, amount]) => amount)).toEqual([5000, 4999, 4998]);
    });
  });
}
