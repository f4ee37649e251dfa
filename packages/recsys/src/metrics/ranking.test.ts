import { expect, test } from "vitest";
import { rankingOf } from "./ranking.ts";

const scores = Float32Array.of(5, 4, 3, 2, 1);

test("places count from 1 among what is not excluded", () => {
  expect(rankingOf(scores, [3, 1], [0])).toEqual({ ranks: [1, 3], candidates: 4 });
});

test("ties count against the model", () => {
  expect(rankingOf(new Float32Array(5), [2], [0])).toEqual({ ranks: [4], candidates: 4 });
  expect(rankingOf(new Float32Array(5), [2, 3], [])).toEqual({ ranks: [4, 5], candidates: 5 });
});

test("without relevant films there are no places", () => {
  expect(rankingOf(scores, [], [])).toEqual({ ranks: [], candidates: 5 });
});
