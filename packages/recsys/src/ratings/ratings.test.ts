import { expect, test } from "vitest";
import { ratingsOf, ratingsWhere } from "./ratings.ts";

const given = [
  { user: 2, item: 0, value: 4, time: 30 },
  { user: 0, item: 1, value: 3.5, time: 10 },
  { user: 2, item: 1, value: 1, time: 40 },
];
const ratings = ratingsOf(given, 4, 2);

test("ratings stand user by user, in the order in which they were given", () => {
  expect([...ratings.starts]).toEqual([0, 1, 1, 3, 3]);
  expect([...ratings.users]).toEqual([0, 2, 2]);
  expect([...ratings.items]).toEqual([1, 0, 1]);
  expect([...ratings.values]).toEqual([3.5, 4, 1]);
  expect([...ratings.times]).toEqual([10, 30, 40]);
});

test("a part of the ratings keeps users and films as they are", () => {
  const part = ratingsWhere(ratings, (row) => row !== 1);
  expect(part).toEqual(ratingsOf([given[1]!, given[2]!], 4, 2));
});
