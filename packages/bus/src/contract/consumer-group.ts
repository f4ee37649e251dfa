import { describe, expect, it } from "vitest";
import type { Batch, LogRecord, TopicPartition } from "../event-log.ts";
import { textsOf } from "./fixture.ts";
import type { Fixture } from "./fixture.ts";

export function consumerGroup(t: Fixture): void {
  const letters = "abcdefghij".split("");

  describe("consumer group", () => {
    it("begins at the start, delivers each partition in order and tells the end", async () => {
      await t.appendSpread(0, 40);
      const batches: Batch[] = [];
      await t.consume({ maxRecords: 3, onBatch: async (batch) => void batches.push(batch) });
      await t.until(() => countOf(batches) === 40);
      for (const partition of [0, 1, 2, 3]) {
        const own = batches.filter((batch) => batch.partition === partition);
        expect(own.every(({ records, end }) => records.length <= 3 && records.length > 0 && end === 10)).toBe(true);
        expect(own.flatMap(({ records }) => records.map(({ offset }) => offset))).toEqual([...Array(10).keys()]);
      }
    });

    it("goes on from the commit, and knows no other one", async () => {
      await t.appendTo(0, "a", "b", "c");
      expect(await t.log.committed(t.group, t.topic)).toEqual([undefined, undefined, undefined, undefined]);
      const first = await t.consume({ onBatch: (batch) => batch.commit(batch.records[0]!.offset + 2) });
      await t.until(async () => (await t.log.committed(t.group, t.topic))[0] === 2);
      await first.stop();
      const seen: LogRecord[] = [];
      await t.consume({ onBatch: async ({ records }) => void seen.push(...records) });
      await t.appendTo(0, "d");
      await t.until(() => seen.length >= 2);
      expect(textsOf(seen)).toEqual(["c", "d"]);
      expect(await t.log.committed(t.group, t.topic)).toEqual([2, undefined, undefined, undefined]);
    });

    it("asks where to start for each partition, before its first batch", async () => {
      await t.appendSpread(0, 16);
      const asked: TopicPartition[] = [];
      const early: number[] = [];
      const seen: LogRecord[] = [];
      await t.consume({
        startFrom: async (partition) => {
          asked.push(partition);
          return partition.partition === 1 ? 3 : partition.partition === 2 ? 0 : undefined;
        },
        onBatch: async ({ records, partition }) => {
          if (!asked.some((each) => each.partition === partition)) early.push(partition);
          seen.push(...records);
        },
      });
      await t.until(() => seen.length === 13);
      expect(early).toEqual([]);
      expect(asked.map(({ partition }) => partition).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
      expect(seen.filter(({ partition }) => partition === 1).map(({ offset }) => offset)).toEqual([3]);
    });

    it("brings the same records again after a throw, with nothing behind them delivered first", async () => {
      const errors: string[] = [];
      const calls: string[][] = [];
      await t.appendTo(0, "a", "b", "c");
      await t.consume({
        maxRecords: 1,
        onError: (error) => void errors.push(error.message),
        onBatch: async ({ records }) => {
          calls.push(textsOf(records));
          if (calls.length <= 3 && textsOf(records)[0] !== "a") throw new Error("not yet");
        },
      });
      await t.until(() => calls.some(([text]) => text === "c"));
      expect(calls.map(([text]) => text)).toEqual(["a", "b", "b", "b", "c"]);
      expect(errors).toEqual(["not yet", "not yet"]);
    });

    it("does not let a failing partition hold up the others", async () => {
      const handled: string[] = [];
      await t.appendTo(0, "poison");
      await t.appendTo(1, "good");
      await t.consume({
        onBatch: async ({ records }) => {
          if (textsOf(records).includes("poison")) throw new Error("cannot");
          handled.push(...textsOf(records));
        },
      });
      await t.until(() => handled.length > 0);
      await t.appendTo(1, "better");
      await t.until(() => handled.length > 1);
      expect(handled).toEqual(["good", "better"]);
    });

    it("handles the batches of a partition one after the other", async () => {
      let inHand = 0;
      let most = 0;
      let count = 0;
      await t.appendTo(0, ...letters);
      await t.consume({
        maxRecords: 1,
        onBatch: async () => {
          most = Math.max(most, ++inHand);
          await new Promise((resolve) => setImmediate(resolve));
          inHand--;
          count++;
        },
      });
      await t.until(() => count === 10);
      expect(most).toBe(1);
    });

    it("lets several groups read the same records", async () => {
      await t.appendTo(0, "a");
      const seen: string[] = [];
      for (const each of [`${t.group}-1`, `${t.group}-2`]) {
        await t.consume({ group: each, onBatch: async ({ records }) => void seen.push(...textsOf(records)) });
      }
      await t.until(() => seen.length >= 2);
      expect(seen).toEqual(["a", "a"]);
    });

    it("keeps a partition through a batch longer than a session, while it sends heartbeats", async () => {
      await t.appendTo(0, "a");
      let deliveries = 0;
      let failure: unknown;
      let done = false;
      await t.consume({
        onBatch: async (batch) => {
          deliveries++;
          const deadline = Date.now() + t.sessionTimeoutMs * 1.5;
          try {
            while (Date.now() < deadline) {
              await batch.heartbeat();
              await new Promise((resolve) => setTimeout(resolve, t.sessionTimeoutMs / 10));
            }
            await batch.commit(1);
          } catch (error) {
            failure = error;
          }
          done = true;
        },
      });
      await t.until(() => done);
      expect(failure).toBeUndefined();
      expect(deliveries).toBe(1);
      expect((await t.log.committed(t.group, t.topic))[0]).toBe(1);
    });
  });
}

function countOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { records }) => sum + records.length, 0);
}
