import { describe, expect, it } from "vitest";
import { append, entryAt, erase, history, pair, retract, trending } from "./events.ts";
import { source } from "./fixture.ts";
import type { Fixture } from "./fixture.ts";

export function keyspaces(t: Fixture): void {
  describe("scan", () => {
    it("tells every entry, under its shard", async () => {
      await t.applyAll([pair(0, "a", "b", 3), history(1, "a"), trending(2, "a", 3_600_000 * 13), append(3, "u1")]);
      const shard = t.filmShard("a");
      const totals = { history: 1, views: 0, likes: 0, ratingCount: 0, ratingHalves: 0 };
      const entries = await t.scanned();
      expect(entries).toHaveLength(6);
      expect(entries).toEqual(
        expect.arrayContaining([
          { shard, kind: "pair", movieId: "a", next: "b", amount: 3 },
          { shard, kind: "totals", movieId: "a", totals },
          { shard, kind: "trending", movieId: "a", window: "1h", bucket: 156, amount: 1 },
          { shard, kind: "trending", movieId: "a", window: "24h", bucket: 13, amount: 1 },
          { shard, kind: "trending", movieId: "a", window: "7d", bucket: 2, amount: 1 },
          { shard: t.viewerShard("u1"), kind: "ledger", userId: "u1", entries: [entryAt(3)] },
        ]),
      );
    });
  });

  describe("keyspaces", () => {
    it("are independent of each other", async () => {
      const other = `${t.space}-other`;
      await t.applyAll([history(0, "a"), append(1, "u1")]);
      expect(await t.scanned(other)).toEqual([]);
      expect(new Set((await t.state.fences(other, source)).values())).toEqual(new Set([-1]));
      await t.applyAll([history(0, "a", 5)], { in: other });
      expect(await t.state.top(t.space, { total: "history" }, 5)).toEqual([["a", 1]]);
      expect(await t.state.top(other, { total: "history" }, 5)).toEqual([["a", 5]]);
      expect((await t.state.ledgers(other, ["u1"])).size).toBe(0);
    });

    it("keep the settings that they were made with", async () => {
      expect(await t.state.settings(t.space, { window: 7 })).toEqual({ window: 7 });
      expect(await t.state.settings(t.space, { window: 12 })).toEqual({ window: 7 });
      expect(await t.state.settings(`${t.space}-other`, { window: 12 })).toEqual({ window: 12 });
    });
  });

  it.skipIf(!t.capabilities.persistent)("goes on where it was when it is opened again", async () => {
    const events = [
      pair(0, "a", "b", 3),
      history(1, "a"),
      trending(2, "a", 0),
      append(3, "u1"),
      append(4, "ж"),
      retract(5, "u1", "e3"),
    ];
    await t.state.settings(t.space, { window: 9 });
    await t.applyAll(events);
    await t.applyAll([erase(6, "ж"), append(7, "ж")], { shards: [t.viewerShard("ж")] });
    const before = await t.scanned();
    const fences = await t.state.fences(t.space, source);
    const { shardCounts } = t.state;
    await t.reopen();
    expect(t.state.shardCounts).toEqual(shardCounts);
    expect(await t.state.settings(t.space, { window: 10 })).toEqual({ window: 9 });
    expect(new Set(await t.scanned())).toEqual(new Set(before));
    expect(await t.state.fences(t.space, source)).toEqual(fences);
    expect((await t.state.ledgers(t.space, ["ж"], { ...source, offset: 5 })).get("ж")).toEqual([entryAt(4)]);
    expect(await t.applyAll([pair(8, "a", "b", 1), pair(9, "a", "new", 9)], { previous: 5 })).toEqual(["applied"]);
    expect((await t.state.neighbours(t.space, ["a"], 5)).get("a")).toEqual([
      ["new", 9],
      ["b", 4],
    ]);
  });
}
