import { describe, expect, it } from "vitest";
import { AppendError } from "../event-log.ts";
import { createBatcher } from "./batcher.ts";
import type { BatcherLimits, PlacedRecord, Sender } from "./batcher.ts";

const limits: BatcherLimits = {
  batchRecords: 4,
  batchBytes: 1000,
  pendingRecords: 10,
  pendingBytes: 10_000,
  deadlineMs: 10_000,
  patienceMs: 10_000,
};

const placed = (text: string, size = 1): PlacedRecord => ({
  record: { topic: "t", key: text, value: Buffer.from(text) },
  partition: 0,
  size,
});

/** A sender that keeps what it is given until the test answers. */
function manualSender() {
  const batches: { texts: string[]; answer: PromiseWithResolvers<void> }[] = [];
  const waiting: (() => void)[] = [];
  let next = 0;
  const sender: Sender = {
    ready: async () => {},
    async send(batch) {
      const answer = Promise.withResolvers<void>();
      batches.push({ texts: batch.map(({ record }) => record.key), answer });
      waiting.splice(0).forEach((wake) => wake());
      await answer.promise;
      return batch.map(() => next++);
    },
  };
  return {
    sender,
    batches,
    /** The next batch that was not asked for yet. */
    batch: async (index: number) => {
      while (batches.length <= index) await new Promise<void>((resolve) => waiting.push(resolve));
      return batches[index]!;
    },
  };
}

const offsetsOf = (positions: readonly { offset: number }[]) => positions.map(({ offset }) => offset);

describe("batcher", () => {
  it("sends the calls of one turn together, and those that come meanwhile next, one batch at a time", async () => {
    const { sender, batches, batch } = manualSender();
    const batcher = createBatcher(sender, limits);
    const first = [batcher.submit([placed("a")]), batcher.submit([placed("b"), placed("c")])];
    expect((await batch(0)).texts).toEqual(["a", "b", "c"]);
    const second = [batcher.submit([placed("d")]), batcher.submit([placed("e")])];
    expect(batches).toHaveLength(1);
    batches[0]!.answer.resolve();
    expect((await Promise.all(first)).map(offsetsOf)).toEqual([[0], [1, 2]]);
    expect((await batch(1)).texts).toEqual(["d", "e"]);
    batches[1]!.answer.resolve();
    expect((await Promise.all(second)).map(offsetsOf)).toEqual([[3], [4]]);
  });

  it("spreads what is too much for one batch, by count and by bytes, and answers with all of its positions", async () => {
    const { sender, batch } = manualSender();
    const batcher = createBatcher(sender, limits);
    const many = batcher.submit(["a", "b", "c", "d", "e", "f"].map((text) => placed(text)));
    const big = batcher.submit([placed("g", 600), placed("h", 600), placed("i", 5000)]);
    const seen: string[][] = [];
    for (let index = 0; index < 4; index++) {
      const { texts, answer } = await batch(index);
      seen.push(texts);
      answer.resolve();
    }
    expect(seen).toEqual([["a", "b", "c", "d"], ["e", "f", "g"], ["h"], ["i"]]);
    expect(offsetsOf(await many)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(offsetsOf(await big)).toEqual([6, 7, 8]);
  });

  it("refuses at once what goes beyond its bounds, and takes more when there is room again", async () => {
    const { sender, batch } = manualSender();
    const batcher = createBatcher(sender, limits);
    const held = batcher.submit(Array.from({ length: 4 }, () => placed("a", 2000)));
    await expect(batcher.submit([placed("b", 3000)])).rejects.toMatchObject({ outcome: "refused" });
    await expect(batcher.submit(Array.from({ length: 7 }, () => placed("b")))).rejects.toThrow(AppendError);
    for (let index = 0; index < 4; index++) (await batch(index)).answer.resolve();
    await held;
    const later = batcher.submit([placed("c", 9000)]);
    (await batch(4)).answer.resolve();
    expect(offsetsOf(await later)).toEqual([4]);
  });

  it("says that the outcome is unknown for what was sent, and refuses what was not, when the deadline is over", async () => {
    const { sender, batches, batch } = manualSender();
    const batcher = createBatcher(sender, { ...limits, deadlineMs: 50 });
    const sent = batcher.submit([placed("a")]);
    await batch(0);
    const unsent = batcher.submit([placed("b")]);
    await expect(sent).rejects.toMatchObject({ name: "AppendError", outcome: "unknown" });
    await expect(unsent).rejects.toMatchObject({ name: "AppendError", outcome: "refused" });
    batches[0]!.answer.resolve();
    const after = batcher.submit([placed("c")]);
    expect((await batch(1)).texts).toEqual(["c"]);
    batches[1]!.answer.resolve();
    expect(offsetsOf(await after)).toEqual([1]);
  });

  it("sends nothing while the sender is not ready, and tells why in the refusal", async () => {
    const sender: Sender = {
      ready: () => Promise.reject(new Error("connect ECONNREFUSED")),
      send: () => Promise.reject(new Error("never to be called")),
    };
    const batcher = createBatcher(sender, { ...limits, deadlineMs: 50 });
    const refusal = batcher.submit([placed("a")]);
    await expect(refusal).rejects.toMatchObject({ outcome: "refused" });
    await expect(refusal).rejects.toThrow("ECONNREFUSED");
    await batcher.flushed();
  });

  it("refuses at once when sending has failed for long, and takes more as soon as the sender is ready again", async () => {
    let ready: () => Promise<void> = () => Promise.reject(new Error("connect ECONNREFUSED"));
    const sender: Sender = { ready: () => ready(), send: async (batch) => batch.map((_, index) => index) };
    const batcher = createBatcher(sender, { ...limits, deadlineMs: 50, patienceMs: 0 });
    await expect(batcher.submit([placed("a")])).rejects.toThrow("did not answer within");
    const waiting = Promise.withResolvers<void>();
    ready = () => waiting.promise;
    const refusal = batcher.submit([placed("b")]);
    await expect(refusal).rejects.toThrow("cannot be written for now: connect ECONNREFUSED");
    await expect(refusal).rejects.toMatchObject({ outcome: "refused" });
    waiting.resolve();
    await expect.poll(() => batcher.submit([placed("c")]).then(offsetsOf, () => [])).toEqual([0]);
  });

  it("takes a refused batch for unknown where an earlier part of the call was written", async () => {
    const { sender, batch } = manualSender();
    const batcher = createBatcher(sender, limits);
    const split = batcher.submit(["a", "b", "c", "d", "e"].map((text) => placed(text)));
    const whole = batcher.submit([placed("f")]);
    (await batch(0)).answer.resolve();
    (await batch(1)).answer.reject(new AppendError("too large", "refused"));
    await expect(split).rejects.toMatchObject({ outcome: "unknown" });
    await expect(whole).rejects.toMatchObject({ outcome: "refused" });
  });
});
