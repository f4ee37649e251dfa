import { describe, expect, it } from "vitest";
import { StaleMemberError } from "../event-log.ts";
import type { Batch, LogRecord } from "../event-log.ts";
import { textsOf } from "./fixture.ts";
import type { Fixture } from "./fixture.ts";

export function steering(t: Fixture): void {
  const letters = "abcdef".split("");

  describe("seek, pause and stop", () => {
    it("goes back and forth, and says that the batch in hand is stale", async () => {
      await t.appendTo(0, ...letters);
      const seen: string[] = [];
      let stale: boolean | undefined;
      const consumer = await t.consume({
        maxRecords: 1,
        onBatch: async (batch) => {
          const [text] = textsOf(batch.records);
          seen.push(text!);
          if (seen.length === 2) {
            expect(batch.isStale()).toBe(false);
            consumer.seek({ topic: t.topic, partition: 0 }, 4);
            stale = batch.isStale();
          }
          if (text === "f" && seen.length < 6) consumer.seek({ topic: t.topic, partition: 0 }, 0);
        },
      });
      await t.until(() => seen.length >= 10);
      expect(seen).toEqual(["a", "b", "e", "f", ...letters]);
      expect(stale).toBe(true);
    });

    it("delivers nothing of a paused partition until it is resumed, and all of the others", async () => {
      const seen: LogRecord[] = [];
      const consumer = await t.consume({ onBatch: async ({ records }) => void seen.push(...records) });
      await t.until(() => consumer.assignment().length === 4);
      consumer.pause([{ topic: t.topic, partition: 0 }]);
      await t.appendTo(0, "a");
      await t.appendTo(1, "b");
      await t.until(() => seen.length > 0);
      await t.settle();
      expect(textsOf(seen)).toEqual(["b"]);
      consumer.resume([{ topic: t.topic, partition: 0 }]);
      await t.until(() => seen.length > 1);
      expect(textsOf(seen)).toEqual(["b", "a"]);
    });

    it("refuses an offset that is none", async () => {
      const consumer = await t.consume({ onBatch: async () => {} });
      expect(() => consumer.seek({ topic: t.topic, partition: 0 }, -1)).toThrow(RangeError);
      expect(() => consumer.seek({ topic: t.topic, partition: 0 }, 1.5)).toThrow(RangeError);
    });

    it("waits at stop for the batch in hand, whose commit counts, and delivers nothing after", async () => {
      const release = Promise.withResolvers<void>();
      let batch: Batch | undefined;
      let deliveries = 0;
      await t.appendTo(0, "a", "b");
      const consumer = await t.consume({
        maxRecords: 1,
        onBatch: async (each) => {
          deliveries++;
          batch = each;
          await release.promise;
          await each.commit(1);
        },
      });
      await t.until(() => batch !== undefined);
      let stopped = false;
      const stopping = consumer.stop().then(() => (stopped = true));
      await t.settle();
      expect(stopped).toBe(false);
      expect(batch!.isStale()).toBe(true);
      release.resolve();
      await stopping;
      await t.settle();
      expect(deliveries).toBe(1);
      expect((await t.log.committed(t.group, t.topic))[0]).toBe(1);
      await expect(batch!.commit(2)).rejects.toThrow(StaleMemberError);
      expect(consumer.assignment()).toEqual([]);
    });
  });
}
