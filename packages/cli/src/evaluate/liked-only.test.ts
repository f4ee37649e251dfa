import { historyOf, interactionsOf, timesOf } from "@projectionist/recsys";
import { expect, test } from "vitest";
import { likedOnly } from "./liked-only.ts";

test("ratings below 4 stars go, and viewers without any other", () => {
  const sequences = [
    { items: [2, 0, 1], times: [1, 2, 3] },
    { items: [1], times: [4] },
    { items: [0], times: [5] },
  ];
  const data = { interactions: interactionsOf(sequences, 4), stars: Float32Array.of(4, 3.5, 5, 1, 4.5) };
  const liked = likedOnly({ ...data, name: "", films: [], described: 0, rejected: 0 });
  expect(liked).toMatchObject({ userCount: 2, itemCount: 4 });
  expect([...historyOf(liked, 0)]).toEqual([2, 1]);
  expect([...timesOf(liked, 0)]).toEqual([1, 3]);
  expect([...historyOf(liked, 1)]).toEqual([0]);
});
