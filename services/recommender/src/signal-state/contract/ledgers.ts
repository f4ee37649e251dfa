import { describe, expect, it } from "vitest";
import { append, entryAt, erase, retract } from "./events.ts";
import { source } from "./fixture.ts";
import type { Fixture } from "./fixture.ts";

export function ledgers(t: Fixture): void {
  describe("ledgers", () => {
    const events = [
      append(0, "u1"),
      append(1, "u1", { movieId: "heat", type: "liked", value: null, late: true }),
      retract(2, "u1", "e0"),
    ];
    const read = async (userId: string, offset?: number) =>
      (await t.state.ledgers(t.space, [userId], offset === undefined ? undefined : { ...source, offset })).get(userId);

    it("come back whole, in log order, for the viewers who have one", async () => {
      await t.applyAll(events);
      const ledgers = await t.state.ledgers(t.space, ["u1", "nobody"]);
      expect([...ledgers.keys()]).toEqual(["u1"]);
      expect(ledgers.get("u1")).toEqual([
        entryAt(0, { retractedAt: 2 }),
        entryAt(1, { movieId: "heat", type: "liked", value: null, late: true }),
      ]);
    });

    it("stand as of an offset as if nothing from there on had been applied", async () => {
      await t.applyAll(events);
      expect(await read("u1", 0)).toBeUndefined();
      expect(await read("u1", 1)).toEqual([entryAt(0)]);
      expect((await read("u1", 2))?.map(({ retractedAt }) => retractedAt)).toEqual([null, null]);
      expect((await read("u1", 3))?.map(({ retractedAt }) => retractedAt)).toEqual([2, null]);
    });

    it("are refused as of an offset that the viewer's shard has not reached", async () => {
      await t.applyAll(events);
      await expect(read("u1", 4)).rejects.toMatchObject({ name: "StateBehindError" });
      await expect(t.state.ledgers("another", ["u1"], { ...source, offset: 1 })).rejects.toMatchObject({
        name: "StateBehindError",
      });
      await expect(t.state.ledgers(t.space, ["u1"], { epoch: "e2", partition: 0, offset: 1 })).rejects.toThrow(
        "reflects offsets up to -1",
      );
    });

    it("are gone once erased, and begin anew", async () => {
      await t.applyAll([...events, erase(3, "u1")]);
      expect(await read("u1")).toBeUndefined();
      expect(await read("u1", 4)).toBeUndefined();
      await t.applyAll([append(4, "u1")]);
      expect(await read("u1")).toEqual([entryAt(4)]);
      expect(await read("u1", 5)).toEqual([entryAt(4)]);
      expect(await read("u1", 4)).toBeUndefined();
    });

    it("still answer as of offsets before the erasure while some shard has not passed it", async () => {
      await t.applyAll([...events, erase(3, "u1"), append(4, "u1"), erase(5, "u1"), append(6, "u1")], {
        shards: [t.viewerShard("u1")],
      });
      expect(await read("u1", 1)).toEqual([entryAt(0)]);
      expect((await read("u1", 3))?.map(({ eventId, retractedAt }) => [eventId, retractedAt])).toEqual([
        ["e0", 2],
        ["e1", null],
      ]);
      expect(await read("u1", 4)).toBeUndefined();
      expect(await read("u1", 5)).toEqual([entryAt(4)]);
      expect(await read("u1", 6)).toBeUndefined();
      expect(await read("u1")).toEqual([entryAt(6)]);
      expect(await t.scanned()).toEqual([
        { shard: t.viewerShard("u1"), kind: "ledger", userId: "u1", entries: [entryAt(6)] },
      ]);
    });

    it("have another version after every change, if they tell one, and no other ledger's", async ({ skip }) => {
      const versionOf = (userId: string) => t.state.ledgerVersion(t.space, userId);
      if (versionOf("u1") === undefined) skip("it does not tell versions");
      const changes = [append(0, "u1"), append(2, "u1"), retract(4, "u1", "e0"), erase(6, "u1"), append(8, "u1")];
      const versions = [versionOf("u1")];
      for (const change of changes) {
        const { offset } = change;
        await t.applyAll([change], { previous: offset - 1 });
        versions.push(versionOf("u1"));
        await t.applyAll([append(offset + 1, "u2")], { previous: offset });
        expect(versionOf("u1")).toBe(versions.at(-1));
        versions.push(versionOf("u2"));
      }
      expect(new Set(versions).size).toBe(versions.length);
    });

    it("hold 50,000 entries", async () => {
      const many = Array.from({ length: 50_000 }, (_, offset) =>
        append(offset, "u1", { movieId: `m${offset % 7000}` }),
      );
      for (let at = 0; at < many.length; at += 1000) {
        await t.applyAll(many.slice(at, at + 1000), { shards: [t.viewerShard("u1")], previous: at - 1 });
      }
      await t.applyAll([retract(50_000, "u1", "e25000")], { shards: [t.viewerShard("u1")] });
      const ledger = (await read("u1"))!;
      expect(ledger).toHaveLength(50_000);
      expect(ledger.every((entry, index) => entry.offset === index && entry.movieId === `m${index % 7000}`)).toBe(true);
      expect(ledger.filter(({ retractedAt }) => retractedAt !== null)).toEqual([ledger[25_000]]);
      expect(await read("u1", 3)).toHaveLength(3);
    });
  });
}
