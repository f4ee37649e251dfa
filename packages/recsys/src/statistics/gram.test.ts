import { describe, expect, test } from "vitest";
import { createGram } from "./gram.ts";
import { addSequence, subtractSequence } from "./statistic.ts";
import { statisticContract } from "./statistic.contract.ts";

describe.each([0, 0.5])("exponent %d", (exponent) => {
  statisticContract({
    name: "Gram matrix",
    create: (itemCount) => createGram(itemCount, { exponent }),
    recount(sequences, itemCount) {
      const cells = new Float64Array((itemCount * (itemCount + 1)) / 2);
      const weights = Array.from({ length: itemCount }, (_, n) => Math.round((n + 1) ** -exponent * 2 ** 20) / 2 ** 20);
      for (const { items } of sequences) {
        for (let a = 0; a < items.length; a++) {
          for (let b = 0; b <= a; b++) {
            const [low, high] = [items[a]!, items[b]!].toSorted((x, y) => x - y) as [number, number];
            cells[(high * (high + 1)) / 2 + low]! += weights[a]!;
          }
        }
      }
      return { cells };
    },
  });
});

test("a film weighs less the more came before it", () => {
  const gram = createGram(4);
  addSequence(gram, { items: [2, 0, 3], times: [] });
  expect(gram.at(2, 2)).toBe(1);
  expect(gram.at(0, 2)).toBeCloseTo(Math.SQRT1_2, 6);
  expect(gram.at(2, 0)).toBe(gram.at(0, 0));
  expect(gram.at(3, 0)).toBeCloseTo(3 ** -0.5, 6);
  expect(gram.at(1, 3)).toBe(0);
});

test("what is taken back leaves nothing at all behind", () => {
  const gram = createGram(40);
  const kept = { items: [5, 1, 9, 30, 2], times: [] };
  const taken = { items: Array.from({ length: 40 }, (_, i) => (i * 7) % 40), times: [] };
  addSequence(gram, taken);
  addSequence(gram, kept);
  subtractSequence(gram, taken);
  const fresh = createGram(40);
  addSequence(fresh, kept);
  expect(gram.save()).toEqual(fresh.save());
});

test("the whole matrix is symmetric and says what the cells say", () => {
  const gram = createGram(3);
  addSequence(gram, { items: [2, 0], times: [] });
  const { rows, columns, data } = gram.toMatrix();
  expect([rows, columns]).toEqual([3, 3]);
  for (const i of [0, 1, 2]) for (const j of [0, 1, 2]) expect(data[i * 3 + j]).toBeCloseTo(gram.at(i, j), 6);
});
