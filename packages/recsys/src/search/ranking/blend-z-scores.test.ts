import { expect, test } from "vitest";
import { blendZScores } from "./blend-z-scores.ts";

const blend = (parts: Parameters<typeof blendZScores>[0], slots: number[], length: number) => {
  const blended = new Float64Array(length).fill(9);
  blendZScores(parts, Int32Array.from(slots), blended);
  return [...blended];
};

test("each part counts in standard deviations, by its weight", () => {
  const one = { scores: Float64Array.of(1, 3), weight: 1 };
  const other = { scores: Float64Array.of(500, 100), weight: 0.5 };
  expect(blend([one], [0, 1], 2)).toEqual([-1, 1]);
  expect(blend([one, other], [0, 1], 2)).toEqual([-0.5, 0.5]);
});

test("slots that are not asked about say nothing and get nothing", () => {
  expect(blend([{ scores: Float64Array.of(1, 1000, 3), weight: 1 }], [0, 2], 3)).toEqual([-1, 0, 1]);
});

test("what has no score in a part is average there", () => {
  const scores = Float64Array.of(1, 3, 0);
  expect(blend([{ scores, weight: 1, slots: Int32Array.of(0, 1) }], [0, 1, 2], 3)).toEqual([-1, 1, 0]);
});

test("where nothing differs, or nothing is there, nothing counts", () => {
  expect(blend([{ scores: Float64Array.of(5, 5), weight: 1 }], [0, 1], 2)).toEqual([0, 0]);
  expect(blend([{ scores: Float64Array.of(5), weight: 1 }], [], 1)).toEqual([0]);
});
