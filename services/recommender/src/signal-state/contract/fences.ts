import { describe, expect, it } from "vitest";
import { append, history } from "./events.ts";
import { source } from "./fixture.ts";
import type { Fixture } from "./fixture.ts";

export function fences(t: Fixture): void {
  describe("fences", () => {
    it("are -1 for every shard to begin with, and move to the batch's end in every shard", async () => {
      expect(await t.state.fences(t.space, source)).toEqual(new Map(t.allShards().map((shard) => [shard, -1])));
      expect(await t.applyAll([history(3, "alien")], { end: 7 })).toEqual(["applied"]);
      expect(await t.state.fences(t.space, source)).toEqual(new Map(t.allShards().map((shard) => [shard, 7])));
    });

    it("are kept per partition and per epoch", async () => {
      await t.applyAll([history(3, "alien")]);
      const shard = t.viewerShard("u1");
      const ofPartition2 = { epoch: "e1", partition: 2 };
      await t.state.apply({
        keyspace: t.space,
        source: ofPartition2,
        shard,
        expectedPrevious: -1,
        batchEnd: 9,
        deltas: [],
      });
      expect((await t.state.fences(t.space, { epoch: "e2", partition: 0 })).get(shard)).toBe(-1);
      expect((await t.state.fences(t.space, ofPartition2)).get(shard)).toBe(9);
      expect(await t.state.shardFences(t.space, "e1", shard)).toEqual(
        new Map([
          [0, 3],
          [2, 9],
        ]),
      );
      expect(await t.state.shardFences(t.space, "e2", shard)).toEqual(new Map());
    });

    it("skip what was applied, also when a redelivery has other batch boundaries", async () => {
      const events = [history(0, "alien"), history(1, "alien"), history(2, "alien"), history(3, "alien")];
      await t.applyAll(events.slice(0, 2));
      await t.applyAll(events.slice(0, 2));
      await t.applyAll(events.slice(1, 3));
      await t.applyAll(events);
      await t.applyAll(events.slice(0, 1));
      expect((await t.state.totals(t.space, ["alien"])).get("alien")?.history).toBe(4);
      expect((await t.state.fences(t.space, source)).get(t.filmShard("alien"))).toBe(3);
    });

    it("answer a gap, and change nothing, when they are behind what the writer expects", async () => {
      await t.applyAll([history(0, "alien"), append(0, "u1")]);
      const before = await t.scanned();
      expect(await t.applyAll([history(5, "alien"), append(5, "u1")], { previous: 4 })).toEqual(["gap"]);
      expect(await t.scanned()).toEqual(before);
      expect(new Set((await t.state.fences(t.space, source)).values())).toEqual(new Set([0]));
      expect(await t.applyAll([history(5, "alien")], { previous: 0 })).toEqual(["applied"]);
    });

    it("may be ahead of what the writer expects", async () => {
      await t.applyAll([history(8, "alien")]);
      expect(await t.applyAll([history(9, "alien")], { previous: 4 })).toEqual(["applied"]);
      expect((await t.state.totals(t.space, ["alien"])).get("alien")?.history).toBe(2);
    });

    it("are where they were after a batch that ends where the writer believes them to be", async () => {
      const look = () => t.applyAll([], { previous: 3, end: 3 });
      expect(await t.applyAll([], { end: -1 })).toEqual(["applied"]);
      expect(await look()).toEqual(["gap"]);
      await t.applyAll([history(3, "alien"), append(3, "u1")]);
      const before = await t.scanned();
      expect(await look()).toEqual(["applied"]);
      expect(await t.scanned()).toEqual(before);
      expect(new Set((await t.state.fences(t.space, source)).values())).toEqual(new Set([3]));
    });

    it("of shards are independent", async () => {
      await t.applyAll([history(0, "alien")], { shards: [t.filmShard("alien")] });
      const fences = await t.state.fences(t.space, source);
      expect(fences.get(t.filmShard("alien"))).toBe(0);
      expect(fences.get(t.viewerShard("u1"))).toBe(-1);
    });
  });
}
