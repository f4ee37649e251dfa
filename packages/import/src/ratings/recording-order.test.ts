import { expect, test } from "vitest";
import type { Ratings } from "../layouts/data-set.ts";
import type { Rejection } from "../rejections.ts";
import { compareRatings, type Rating } from "./rating.ts";
import { inRecordingOrder } from "./recording-order.ts";

const bad: Rejection = { file: "ratings.csv", line: 99, reason: "is bad", row: "x" };

/** A file of ratings that rejects one row each time it is read. */
function fileOf(times: readonly number[]): { ratings: Ratings; all: Rating[] } {
  const all = times.map((time, index) => ({ viewer: 1, film: 1, stars: 3, time, line: index + 1 }));
  const file = { name: "ratings.csv", open: () => Promise.reject(new Error()), fingerprint: async () => "" };
  async function* read(reject: (rejection: Rejection) => void) {
    reject(bad);
    for (const rating of all) yield [rating];
  }
  return { ratings: { file, read, row: () => "" }, all };
}

test.each([
  ["sorted", [10, 20, 30]],
  ["not sorted", [10, 30, 20]],
])("what is %s is read in order, and each bad row told once", async (_, times) => {
  const { ratings, all } = fileOf(times);
  const rejected: Rejection[] = [];
  const ordered = await inRecordingOrder(
    ratings,
    (rejection) => rejected.push(rejection),
    () => {},
  );
  const found: Rating[] = [];
  for await (const group of ordered.groups) {
    expect(ordered.total()).toBe(3);
    found.push(...group);
  }
  expect(found).toEqual(all.toSorted(compareRatings));
  expect(rejected).toEqual([bad]);
});
