import { expect, test } from "vitest";
import { fitBias } from "./bias.ts";
import { ratingsOf } from "./ratings.ts";

const train = ratingsOf(
  [
    { user: 0, item: 0, value: 5, time: 0 },
    { user: 0, item: 1, value: 3, time: 0 },
    { user: 1, item: 0, value: 4, time: 0 },
  ],
  2,
  3,
);

test("one round by hand: films first, then users of what is left", () => {
  const { mean, users, items } = fitBias(train, { itemDamping: 1, userDamping: 2, rounds: 1 });
  expect(mean).toBe(4);
  expect([...items]).toEqual([(1 + 0) / 3, -1 / 2, 0]);
  expect(users[0]).toBeCloseTo((1 - 1 / 3 + (-1 + 1 / 2)) / 4);
  expect(users[1]).toBeCloseTo((0 - 1 / 3) / 3);
});

test("without damping it comes to what explains the ratings best", () => {
  const biases = fitBias(train, { itemDamping: 0, userDamping: 0, rounds: 50 });
  expect(biases.predict(0, 0)).toBeCloseTo(5);
  expect(biases.predict(0, 1)).toBeCloseTo(3);
  expect(biases.predict(1, 1)).toBeCloseTo(2);
});
