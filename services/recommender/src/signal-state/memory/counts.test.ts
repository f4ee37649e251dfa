import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Counts } from "./counts.ts";

const additions = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: -3, max: 3 })), {
  maxLength: 400,
});

it("adds up as a map does, forgets zeros, and comes back from its bytes", () => {
  fc.assert(
    fc.property(additions, (list) => {
      const counts = new Counts();
      const wanted = new Map<number, number>();
      for (const [key, amount] of list) {
        counts.add(key, amount);
        wanted.set(key, (wanted.get(key) ?? 0) + amount);
      }
      for (const [key, amount] of wanted) expect(counts.get(key)).toBe(amount);
      const standing = new Map([...wanted].filter(([, amount]) => amount !== 0));
      const { keys, amounts } = counts.columns();
      expect(new Map([...keys].map((key, index) => [key, amounts[index]]))).toEqual(standing);
      const bytes = counts.encode();
      expect(bytes === null).toBe(standing.size === 0);
      const restored = new Counts();
      if (bytes) restored.restore(bytes);
      expect(restored.columns().keys.length).toBe(standing.size);
      for (const [key, amount] of standing) expect(restored.get(key)).toBe(amount);
    }),
  );
});

it("holds keys and amounts beyond 32 bits' worth of additions", () => {
  const counts = new Counts();
  for (let key = 1; key <= 100_000; key++) counts.add(key, key * 1_000_000);
  expect(counts.get(99_999)).toBe(99_999_000_000);
  expect(counts.get(100_001)).toBe(0);
});
