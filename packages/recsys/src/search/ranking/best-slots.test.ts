import { expect, test } from "vitest";
import { createRandom } from "../../random.ts";
import { bestSlots } from "./best-slots.ts";

const scores = Float64Array.of(3, 9, 4, 9, 1, 7);
const ids = ["d", "b", "c", "a", "f", "e"];
const slots = Int32Array.from(scores.keys());
const best = (limit: number) => [...bestSlots(slots, { limit, scores, ids })];

test("the highest scores first, ties by id", () => {
  expect(best(3)).toEqual([3, 1, 5]);
  expect(best(100)).toEqual([3, 1, 5, 2, 0, 4]);
  expect(best(0)).toEqual([]);
});

test("are what sorting all of them finds", () => {
  const { below } = createRandom(7);
  for (let round = 0; round < 300; round++) {
    const values = Float64Array.from({ length: below(60) }, () =>
      round % 2 === 0 ? below(7) - 3 : Math.tan(below(1000)),
    );
    const names = Array.from(values, (_, slot) => `film-${(slot * 37) % 61}`);
    const all = Int32Array.from(values.keys());
    const inOrder = all.toSorted((a, b) => values[b]! - values[a]! || (names[a]! < names[b]! ? -1 : 1));
    const limit = below(70);
    expect(bestSlots(all, { limit, scores: values, ids: names })).toEqual(inOrder.slice(0, limit));
  }
});
