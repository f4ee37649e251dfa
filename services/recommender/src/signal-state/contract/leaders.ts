import { describe, expect, it } from "vitest";
import { history, trending } from "./events.ts";
import type { Event } from "./events.ts";
import type { Fixture } from "./fixture.ts";

export function leaders(t: Fixture): void {
  describe("totals", () => {
    it("come for films that have any", async () => {
      const total = (offset: number, name: "likes" | "ratingHalves", amount: number): Event => ({
        offset,
        films: [{ kind: "total", offset, movieId: "alien", total: name, amount }],
      });
      await t.applyAll([total(0, "likes", 1), total(1, "ratingHalves", 9), history(2, "heat"), history(3, "heat", -1)]);
      expect(await t.state.totals(t.space, ["alien", "heat", "unknown"])).toEqual(
        new Map([["alien", { history: 0, views: 0, likes: 1, ratingCount: 0, ratingHalves: 9 }]]),
      );
    });

    it("tell the leaders", async () => {
      await t.applyAll([
        history(0, "b", 2),
        history(1, "a", 2),
        history(2, "c", 5),
        history(3, "gone"),
        history(4, "gone", -1),
      ]);
      expect(await t.state.top(t.space, { total: "history" }, 2)).toEqual([
        ["c", 5],
        ["a", 2],
      ]);
      expect(await t.state.top(t.space, { total: "history" }, 9)).toEqual([
        ["c", 5],
        ["a", 2],
        ["b", 2],
      ]);
      expect(await t.state.top(t.space, { total: "likes" }, 9)).toEqual([]);
    });
  });

  describe("trending windows", () => {
    const minute = 60_000;
    const hour = 60 * minute;
    const now = 500_000 * 6 * hour + 5 * hour + 57 * minute;
    const windowTop = (window: "1h" | "24h" | "7d", at = now) => t.state.top(t.space, { window, now: at }, 10);

    it("hold the current bucket and those before it, and nothing else", async () => {
      const current = now - 2 * minute;
      await t.applyAll([
        trending(0, "at-the-start", current - 55 * minute),
        trending(1, "just-before", current - 55 * minute - 1),
        trending(2, "now", now),
        trending(3, "next-bucket", current + 5 * minute),
      ]);
      expect((await windowTop("1h")).map(([id]) => id)).toEqual(["at-the-start", "now"]);
      expect((await windowTop("1h", now + 5 * minute)).map(([id]) => id)).toEqual(["next-bucket", "now"]);
    });

    it("of a day and of a week have coarser buckets", async () => {
      await t.applyAll([
        trending(0, "in-24h", now - 57 * minute - 23 * hour),
        trending(1, "not-in-24h", now - 57 * minute - 23 * hour - 1),
        trending(2, "in-7d", now - 57 * minute - 5 * hour - 27 * 6 * hour),
        trending(3, "not-in-7d", now - 57 * minute - 5 * hour - 27 * 6 * hour - 1),
      ]);
      expect((await windowTop("24h")).map(([id]) => id)).toEqual(["in-24h"]);
      expect((await windowTop("7d")).map(([id]) => id)).toEqual(["in-24h", "in-7d", "not-in-24h"]);
    });

    it("add up, and lose what is taken back", async () => {
      await t.applyAll([
        trending(0, "a", now),
        trending(1, "a", now - 9 * minute),
        trending(2, "b", now),
        trending(3, "b", now, -1),
      ]);
      expect(await windowTop("1h")).toEqual([["a", 2]]);
      expect((await t.scanned()).length).toBe(4);
    });
  });
}
