import { describe, expect, test } from "vitest";
import { addSequence, subtractSequence } from "./statistic.ts";
import { statisticContract } from "./statistic.contract.ts";
import { createTransitions, TRANSITION_DECAYS, TRANSITION_WINDOW } from "./transitions.ts";

const timeless = (items: readonly number[]) => ({ items, times: [] });
const counted = (itemCount: number, ...sequences: readonly (readonly number[])[]) => {
  const transitions = createTransitions(itemCount);
  for (const items of sequences) addSequence(transitions, timeless(items));
  return transitions;
};

statisticContract({
  name: "transitions",
  create: (itemCount) => createTransitions(itemCount),
  recount(sequences, itemCount) {
    const arrays = Object.fromEntries(TRANSITION_DECAYS.map((decay) => [decay, new Int32Array(itemCount ** 2)]));
    for (const { items } of sequences) {
      for (let later = 0; later < items.length; later++) {
        for (let earlier = Math.max(0, later - TRANSITION_WINDOW); earlier < later; earlier++) {
          for (const decay of TRANSITION_DECAYS) {
            const cell = items[later]! * itemCount + items[earlier]!;
            arrays[decay]![cell]! += Math.round(4096 * decay ** (later - earlier - 1));
          }
        }
      }
    }
    return arrays;
  },
});

describe("transitions", () => {
  test("count γ^(gap − 1) towards the later film", () => {
    const transitions = counted(3, [0, 1, 2]);
    expect([...transitions.toMatrix(0).data]).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 0]);
    const [, second, third, ...others] = transitions.toMatrix(0.6).data;
    expect([second, others[2]]).toEqual([1, 1]);
    expect(third).toBeCloseTo(0.6, 3);
    expect(others.filter((count) => count !== 0).length).toBe(1);
  });

  test("count with the last 60 films and none before", () => {
    const sequence = Array.from({ length: 70 }, (_, i) => i);
    const { data } = counted(70, sequence).toMatrix(0.95);
    expect(data[9 * 70 + 69]).toBeCloseTo(0.95 ** 59, 3);
    expect(data[8 * 70 + 69]).toBe(0);
  });

  test("a long sequence that is taken back leaves nothing", () => {
    const long = Array.from({ length: 90 }, (_, i) => (i * 7) % 90);
    const transitions = counted(90, [3, 0, 2], long);
    subtractSequence(transitions, timeless(long));
    expect(transitions.save()).toEqual(counted(90, [3, 0, 2]).save());
  });

  test("keep what they have when films are many more", () => {
    const transitions = counted(2, [0, 1]);
    transitions.grow(701);
    transitions.add([0, 1], 700, 0);
    const { data } = transitions.toMatrix(0);
    expect([data[1], data[701 + 700]]).toEqual([1, 1]);
  });

  test("refuse a decay that they do not count", () => {
    expect(() => createTransitions(1).toMatrix(0.5)).toThrow("no counts of decay 0.5");
  });
});
