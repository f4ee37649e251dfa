import { describe, expect, it } from "vitest";
import type { LogRecord } from "../event-log.ts";
import { textsOf } from "./fixture.ts";
import type { Fixture } from "./fixture.ts";

export function tailing(t: Fixture): void {
  /** Starts a tail that collects what it reads. */
  async function collect(from: readonly number[] | "end") {
    const seen: LogRecord[] = [];
    const tail = await t.log.tail({ topic: t.topic, from, onRecords: async (records) => void seen.push(...records) });
    return { tail, seen };
  }

  describe("tail", () => {
    it("reads all partitions in order, then what is appended", async () => {
      await t.appendSpread(0, 20);
      const { tail, seen } = await collect([]);
      await tail.caughtUp();
      expect(seen).toHaveLength(20);
      await t.appendSpread(20, 24);
      await tail.caughtUp();
      expect(tail.positions()).toEqual([6, 6, 6, 6]);
      for (const partition of [0, 1, 2, 3]) {
        const own = seen.filter((record) => record.partition === partition);
        expect(textsOf(own)).toEqual([0, 4, 8, 12, 16, 20].map((text) => String(text + partition)));
      }
    });

    it("begins at the given offsets, and at the start where none is given", async () => {
      await t.appendSpread(0, 16);
      const { tail, seen } = await collect([4, 2]);
      await tail.caughtUp();
      const counts = [0, 1, 2, 3].map((partition) => seen.filter((record) => record.partition === partition).length);
      expect(counts).toEqual([0, 2, 4, 4]);
    });

    it('begins with what comes after the call when told "end"', async () => {
      await t.appendSpread(0, 16);
      const { tail, seen } = await collect("end");
      expect(tail.positions()).toEqual([4, 4, 4, 4]);
      await t.appendTo(2, "new");
      await tail.caughtUp();
      expect(textsOf(seen)).toEqual(["new"]);
    });

    it("is caught up at once in an empty topic", async () => {
      const { tail } = await collect([]);
      await tail.caughtUp();
      expect(tail.positions()).toEqual([0, 0, 0, 0]);
    });

    it("gives every tail all records, whatever the others do", async () => {
      const stuck = Promise.withResolvers<void>();
      const slow = await t.log.tail({ topic: t.topic, from: [], onRecords: () => stuck.promise });
      const [first, second] = [await collect([]), await collect([])];
      await t.appendSpread(0, 8);
      await Promise.all([first.tail.caughtUp(), second.tail.caughtUp()]);
      expect(textsOf(first.seen).toSorted()).toEqual(textsOf(second.seen).toSorted());
      expect(first.seen).toHaveLength(8);
      expect(slow.positions()).toEqual([0, 0, 0, 0]);
      stuck.resolve();
      await slow.caughtUp();
    });

    it("brings the same records again after a throw", async () => {
      const calls: string[] = [];
      const errors: Error[] = [];
      await t.appendTo(0, "a", "b");
      const tail = await t.log.tail({
        topic: t.topic,
        from: [],
        maxRecords: 1,
        onError: (error) => void errors.push(error),
        onRecords: async (records) => {
          calls.push(...textsOf(records));
          if (calls.length === 1) throw new Error("not yet");
        },
      });
      await tail.caughtUp();
      expect(calls).toEqual(["a", "a", "b"]);
      expect(errors.map(({ message }) => message)).toEqual(["not yet"]);
    });

    it("waits at stop for the records in hand and reads nothing more", async () => {
      const release = Promise.withResolvers<void>();
      const seen: string[] = [];
      await t.appendTo(0, "a", "b");
      const tail = await t.log.tail({
        topic: t.topic,
        from: [],
        maxRecords: 1,
        onRecords: async (records) => {
          seen.push(...textsOf(records));
          await release.promise;
        },
      });
      await t.until(() => seen.length === 1);
      const stopping = tail.stop();
      release.resolve();
      await stopping;
      await t.settle();
      expect(seen).toEqual(["a"]);
      expect(tail.positions()).toEqual([1, 0, 0, 0]);
    });
  });
}
