import { expect, test } from "vitest";
import { personalisation } from "./personalisation.ts";

test("is 0 where all see the same and 1 where no film is shared", () => {
  expect(
    personalisation(
      [
        [0, 1],
        [1, 0],
      ],
      4,
    ),
  ).toBe(0);
  expect(
    personalisation(
      [
        [0, 1],
        [2, 3],
      ],
      4,
    ),
  ).toBe(1);
});

test("is 1 less the mean part that two lists share", () => {
  // Shared of two: 1, 0 and 1 in the three pairs.
  expect(
    personalisation(
      [
        [0, 1],
        [1, 2],
      ],
      5,
    ),
  ).toBe(1 / 2);
  expect(
    personalisation(
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
      5,
    ),
  ).toBeCloseTo(1 - (1 / 2 + 0 + 1 / 2) / 3);
});

test("is 0 of one list alone", () => {
  expect(personalisation([[0, 1]], 4)).toBe(0);
});
