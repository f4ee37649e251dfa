import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createSender } from "./send-in-order.ts";

type Item = Readonly<{ key: number; n: number }>;

const items: Item[] = Array.from({ length: 500 }, (_, n) => ({ key: 1 + (n % 7), n }));

/** Sends that end when they are told to. */
function heldSends() {
  const pending: { items: readonly Item[]; end: () => void; fail: (error: Error) => void }[] = [];
  const send = (batch: readonly Item[]) =>
    new Promise<void>((end, fail) => {
      pending.push({ items: batch, end, fail });
    });
  return { pending, send };
}

describe("a sender", () => {
  test("sends everything, each key in order, several batches at once but never two of a key", async () => {
    const sent: Item[] = [];
    const busy = new Set<number>();
    let underWay = 0;
    let most = 0;
    const sender = createSender<Item>({
      lanes: 3,
      batchSize: 10,
      async send(batch) {
        most = Math.max(most, ++underWay);
        const keys = new Set(batch.map(({ key }) => key));
        for (const key of keys) {
          expect(busy.has(key)).toBe(false);
          busy.add(key);
        }
        for (let turns = 0; turns < batch[0]!.n % 5; turns++) await setImmediate();
        sent.push(...batch);
        for (const key of keys) busy.delete(key);
        underWay--;
      },
    });
    for (const item of items) await sender.push(item, item.key);
    await sender.finish();
    expect(sent).toHaveLength(items.length);
    for (const [, ofKey] of Map.groupBy(sent, ({ key }) => key))
      expect(ofKey).toEqual(ofKey.toSorted((a, b) => a.n - b.n));
    expect(most).toBe(3);
    expect(sender.sentUpTo()).toBe(items.length);
  });

  test("knows up to where nothing is missing", async () => {
    const { pending, send } = heldSends();
    const sender = createSender<Item>({ lanes: 2, batchSize: 2, send });
    const push = (key: number, n: number) => sender.push({ key, n }, key);
    await push(0, 0);
    await push(1, 1);
    expect(sender.sentUpTo()).toBe(0);
    await push(1, 2);
    await push(0, 3);
    expect(pending.map((batch) => batch.items.map(({ n }) => n))).toEqual([
      [1, 2],
      [0, 3],
    ]);
    pending[0]!.end();
    await setImmediate();
    expect(sender.sentUpTo()).toBe(0);
    pending[1]!.end();
    await sender.settle();
    expect(sender.sentUpTo()).toBe(4);
    await push(1, 4);
    expect(sender.sentUpTo()).toBe(4);
  });

  test("sends nothing more after a failure, and says where the gap is", async () => {
    const { pending, send } = heldSends();
    const sender = createSender<Item>({ lanes: 2, batchSize: 1, send });
    await sender.push({ key: 0, n: 0 }, 0);
    await sender.push({ key: 1, n: 1 }, 1);
    pending[1]!.end();
    pending[0]!.fail(new Error("refused"));
    await sender.settle();
    expect(sender.sentUpTo()).toBe(0);
    await expect(sender.push({ key: 1, n: 2 }, 1)).rejects.toThrow("refused");
    await expect(sender.finish()).rejects.toThrow("refused");
    expect(pending).toHaveLength(2);
  });
});
