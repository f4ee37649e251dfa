import { expect, test } from "vitest";
import type { CountedHistory } from "./counted-histories.ts";
import { holdOut } from "./held-out.ts";

/** A history of films 0, 1, …, which joined at these offsets, a second apart from `start` on. */
const history = (partition: number, start: number, ...offsets: number[]): CountedHistory => ({
  partition,
  items: Int32Array.from(offsets, (_, place) => place),
  times: Float64Array.from(offsets, (_, place) => start + place),
  offsets: Float64Array.from(offsets),
});
const long = Array.from({ length: 30 }, (_, place) => place);

test("the last fifth of a history is left out, five films at most, one at least", () => {
  const cases = holdOut(
    new Map([
      ["long", history(0, 50, ...long)],
      ["short", history(0, 0, 1, 2, 3, 4, 5)],
    ]),
  );
  expect(cases.map(({ userId, relevant }) => [userId, [...relevant]])).toEqual([
    ["long", [25, 26, 27, 28, 29]],
    ["short", [4]],
  ]);
  expect([...cases[1]!.history.items]).toEqual([0, 1, 2, 3]);
});

test("viewers with too few films are left alone", () => {
  expect(holdOut(new Map([["new", history(0, 0, 1, 2, 3, 4)]]))).toEqual([]);
});

test("of what a model has seen nothing is left out", () => {
  const since = {
    epoch: "e",
    offsets: new Map([
      [0, 27],
      [1, 99],
    ]),
  };
  const histories = new Map([
    ["seen", history(1, 9, ...long)],
    ["some", history(0, 0, ...long)],
  ]);
  const cases = holdOut(histories, { since });
  expect(cases.map(({ userId, relevant }) => [userId, [...relevant]])).toEqual([["some", [28, 29]]]);
});

test("who came last is asked first", () => {
  const histories = new Map([0, 1, 2].map((n) => [`v${n}`, history(0, n * 100, ...long)]));
  expect(holdOut(histories, { viewers: 2 }).map(({ userId }) => userId)).toEqual(["v2", "v1"]);
});
