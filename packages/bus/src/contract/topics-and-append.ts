import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { AppendError } from "../event-log.ts";
import type { LogRecord, NewRecord } from "../event-log.ts";
import { partitionFor } from "../murmur2.ts";
import { readAll, textsOf } from "./fixture.ts";
import type { Fixture } from "./fixture.ts";

export function topicsAndAppend(t: Fixture): void {
  describe("topics", () => {
    it("creates what is missing, again without harm", async () => {
      await t.appendTo(0, "kept");
      const missing = `contract.${randomUUID()}`;
      const definitions = [t.topic, missing].map((name) => ({ name, partitions: 4 }));
      expect(await t.log.createTopics(definitions)).toEqual([missing]);
      expect(await t.log.createTopics(definitions)).toEqual([]);
      expect(await t.log.ends(t.topic)).toEqual([1, 0, 0, 0]);
    });

    it("refuses another number of partitions for a topic that exists", async () => {
      await expect(t.log.createTopics([{ name: t.topic, partitions: 5 }])).rejects.toThrow(t.topic);
      expect(await t.log.ends(t.topic)).toHaveLength(4);
    });

    it("keeps the epoch of a topic and gives each topic its own", async () => {
      const other = `contract.${randomUUID()}`;
      await t.log.createTopics([{ name: other, partitions: 1 }]);
      const epoch = await t.log.epoch(t.topic);
      expect(epoch).not.toBe("");
      expect(await t.log.epoch(other)).not.toBe(epoch);
      expect(await (await t.open()).epoch(t.topic)).toBe(epoch);
    });

    it.skipIf(!t.deleteTopic)("gives a topic that was deleted and made anew another epoch, one for all", async () => {
      const former = await t.log.epoch(t.topic);
      const other = await t.open();
      await t.deleteTopic!(t.topic);
      await expect(t.log.epoch(t.topic)).rejects.toThrow(t.topic);
      await Promise.all([t.log, other].map((log) => log.createTopics([{ name: t.topic, partitions: 4 }])));
      const epoch = await other.epoch(t.topic);
      expect(epoch).not.toBe(former);
      expect(await t.log.epoch(t.topic)).toBe(epoch);
      expect(await (await t.open()).epoch(t.topic)).toBe(epoch);
    });

    it("names the topic that a reader asks for in vain", async () => {
      const unknown = `contract.${randomUUID()}`;
      await expect(t.log.ends(unknown)).rejects.toThrow(unknown);
      await expect(t.log.tail({ topic: unknown, from: [], onRecords: async () => {} })).rejects.toThrow(unknown);
      await expect(t.consume({ topics: [unknown], onBatch: async () => {} })).rejects.toThrow(unknown);
    });
  });

  describe("append", () => {
    it("puts each key where Kafka's default partitioner does and answers positions in input order", async () => {
      const keys = ["viewer-1", "alien-1979", "żółć 🎬", "1", "viewer-1"];
      const positions = await t.log.append(keys.map((key) => ({ topic: t.topic, key, value: Buffer.from(key) })));
      expect(positions.map(({ partition }) => partition)).toEqual(keys.map((key) => partitionFor(key, 4)));
      expect(positions.every((position) => position.topic === t.topic)).toBe(true);
      expect(positions[4]!.offset).toBeGreaterThan(positions[0]!.offset);
      const records = await readAll(t.log, t.topic);
      for (const [index, { partition, offset }] of positions.entries()) {
        expect(records.find((r) => r.partition === partition && r.offset === offset)?.key).toBe(keys[index]);
      }
    });

    it("numbers the records of a partition from 0 without gaps, in the order of appends", async () => {
      for (const text of ["a", "b", "c"]) await t.appendTo(1, text);
      await t.appendTo(1, "d", "e");
      const records = await readAll(t.log, t.topic);
      expect(records.map(({ offset }) => offset)).toEqual([0, 1, 2, 3, 4]);
      expect(textsOf(records)).toEqual(["a", "b", "c", "d", "e"]);
      expect(await t.log.ends(t.topic)).toEqual([0, 5, 0, 0]);
    });

    it("brings back values, keys and headers as they were", async () => {
      const big = Uint8Array.from({ length: 1_000_000 }, (_, index) => index * 31);
      const records: NewRecord[] = [
        { topic: t.topic, key: "żółć 🎬", value: big },
        { topic: t.topic, key: "empty", value: new Uint8Array(0), headers: {} },
        { topic: t.topic, key: "headers", value: Buffer.from([0, 255]), headers: { trace: "ä-1", empty: "" } },
      ];
      await t.log.append(records);
      const found = new Map((await readAll(t.log, t.topic)).map((record) => [record.key, record]));
      for (const { key, value, headers = {} } of records) {
        expect(Buffer.compare(found.get(key)!.value, value), key).toBe(0);
        expect(found.get(key)!.headers).toEqual(headers);
      }
    });

    it("stamps records with an append time that never falls within a partition", async () => {
      for (const text of ["a", "b", "c"]) await t.appendTo(2, text);
      const times = (await readAll(t.log, t.topic)).map(({ appendedAt }) => appendedAt);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.every((time) => Number.isInteger(time) && time > Date.UTC(2020))).toBe(true);
    });

    it("keeps every one of 50 concurrent appends and the order of each writer", async () => {
      const writers = Array.from({ length: 5 }, (_, writer) => writer);
      await Promise.all(
        writers.flatMap((writer) =>
          Array.from({ length: 10 }, (_, index) => t.log.append([t.recordIn(writer % 4, `${writer}:${index}`)])),
        ),
      );
      const found = textsOf(await readAll(t.log, t.topic));
      expect(found).toHaveLength(50);
      for (const writer of writers) {
        const own = found.filter((text) => text.startsWith(`${writer}:`));
        expect(own).toEqual(Array.from({ length: 10 }, (_, index) => `${writer}:${index}`));
      }
    });

    it("refuses the whole append when one topic is unknown", async () => {
      const unknown = { topic: `contract.${randomUUID()}`, key: "k", value: Buffer.from("x") };
      const refusal = t.log.append([t.recordIn(0, "x"), unknown]);
      await expect(refusal).rejects.toThrow(AppendError);
      await expect(refusal).rejects.toMatchObject({ outcome: "refused" });
      expect(await t.log.ends(t.topic)).toEqual([0, 0, 0, 0]);
    });

    it("answers an empty append with nothing", async () => {
      expect(await t.log.append([])).toEqual([]);
    });

    t.itNeeds("persistent", "keeps records, epochs and commits over closing", async () => {
      await t.appendTo(3, "a", "b");
      const epoch = await t.log.epoch(t.topic);
      const first = await t.consume({ onBatch: (batch) => batch.commit(1) });
      await t.until(async () => (await t.log.committed(t.group, t.topic))[3] === 1);
      await first.stop();
      await t.log.close();
      const again = await t.open();
      expect(textsOf(await readAll(again, t.topic))).toEqual(["a", "b"]);
      expect(await again.epoch(t.topic)).toBe(epoch);
      expect(await again.committed(t.group, t.topic)).toEqual([undefined, undefined, undefined, 1]);
    });

    t.itNeeds("multiProcess", "shows the appends of one instance to the readers of another", async () => {
      const seen: LogRecord[] = [];
      const other = await t.open();
      await other.tail({ topic: t.topic, from: "end", onRecords: async (records) => void seen.push(...records) });
      await t.appendTo(0, "a");
      await t.until(() => seen.length === 1);
      expect(textsOf(seen)).toEqual(["a"]);
    });
  });
}
