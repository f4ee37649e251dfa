import { describe, expect, it } from "vitest";
import { append, history, pair, trending } from "./events.ts";
import { source } from "./fixture.ts";
import type { Fixture } from "./fixture.ts";

export function control(t: Fixture): void {
  /** As long as a keyspace is a test's own, so is an epoch of its name. */
  const epoch = () => `epoch-of-${t.space}`;
  const fields = { active: "live.e1", previous: null, building: null, hold: null };

  describe("the control record", () => {
    it("is there once it was set, one for each epoch", async () => {
      expect(await t.state.control(epoch())).toBeUndefined();
      expect(await t.state.setControl(epoch(), 0, fields)).toBe(true);
      expect(await t.state.control(epoch())).toEqual({ ...fields, version: 1 });
      expect(await t.state.control(`${epoch()}-other`)).toBeUndefined();
    });

    it("is replaced only by who knows its version", async () => {
      await t.state.setControl(epoch(), 0, fields);
      const held = { ...fields, hold: { id: "h", until: 17 }, building: { keyspace: "b", until: 18 } };
      expect(await t.state.setControl(epoch(), 1, held)).toBe(true);
      for (const version of [0, 1, 3]) expect(await t.state.setControl(epoch(), version, fields)).toBe(false);
      expect(await t.state.control(epoch())).toEqual({ ...held, version: 2 });
    });

    it("takes one of several changes that are made at once", async () => {
      const changes = ["a", "b", "c", "d"].map((active) => t.state.setControl(epoch(), 0, { ...fields, active }));
      expect((await Promise.all(changes)).filter(Boolean)).toHaveLength(1);
    });

    it.skipIf(!t.capabilities.persistent)("survives closing", async () => {
      await t.state.setControl(epoch(), 0, fields);
      await t.state.setControl(epoch(), 1, { ...fields, previous: "live.e0" });
      await t.reopen();
      expect(await t.state.control(epoch())).toEqual({ ...fields, previous: "live.e0", version: 2 });
      expect(await t.state.setControl(epoch(), 2, fields)).toBe(true);
    });
  });

  describe("dropping a keyspace", () => {
    const events = [pair(0, "a", "b", 3), history(1, "a"), trending(2, "a", 0), append(3, "u1"), append(4, "u2")];

    it("leaves nothing of it, and all of the others", async () => {
      const other = `${t.space}-other`;
      for (const keyspace of [t.space, other]) {
        await t.state.settings(keyspace, { window: 7 });
        await t.applyAll(events, { in: keyspace });
      }
      const kept = await t.scanned(other);
      expect(await t.state.has(t.space)).toBe(true);
      await t.state.drop(t.space);
      expect(await t.state.has(t.space)).toBe(false);
      expect(await t.scanned()).toEqual([]);
      expect(new Set((await t.state.fences(t.space, source)).values())).toEqual(new Set([-1]));
      expect(await t.state.settings(t.space, { window: 12 })).toEqual({ window: 12 });
      expect(await t.applyAll([history(5, "a")], { previous: 4 })).toEqual(["gap"]);
      expect(await t.scanned(other)).toEqual(kept);
    });

    it("does no harm where there is none, and tells how far it is", async () => {
      await t.state.drop(`${t.space}-never`);
      await t.applyAll(events);
      await t.reopen();
      const told: number[] = [];
      await t.state.drop(t.space, (gone) => told.push(gone));
      expect(told.at(-1)).toBeGreaterThan(0);
    });

    it.skipIf(!t.capabilities.persistent)("is gone on with after a stop", async () => {
      await t.state.settings(t.space, { window: 7 });
      await t.applyAll(events);
      await t.reopen();
      const stop = () => {
        throw new Error("stopped");
      };
      await expect(t.state.drop(t.space, stop)).rejects.toThrow("stopped");
      await t.reopen();
      expect(await t.state.has(t.space)).toBe(true);
      await t.state.drop(t.space);
      await t.reopen();
      expect(await t.state.has(t.space)).toBe(false);
      expect(await t.scanned()).toEqual([]);
    });

    it.skipIf(!t.capabilities.persistent)("is for good", async () => {
      await t.state.settings(t.space, { window: 7 });
      await t.applyAll(events);
      await t.reopen();
      await t.state.drop(t.space);
      await t.reopen();
      expect(await t.scanned()).toEqual([]);
      expect(await t.state.settings(t.space, { window: 12 })).toEqual({ window: 12 });
    });
  });
}
