import { expect, test } from "vitest";
import { interactionsOf } from "../interactions.ts";
import { fitUserKnn } from "./user-knn.ts";

const train = interactionsOf([{ items: [0, 1, 2] }, { items: [0, 3] }, { items: [4, 5] }], 6);

function scoresOf(options: Parameters<typeof fitUserKnn>[1]) {
  const scores = new Float32Array(6);
  fitUserKnn(train, options).score([0, 1], scores);
  return scores;
}

test("votes are cosines to the power", () => {
  const scores = scoresOf({ neighbours: 3, rarity: 0, sharpness: 2 });
  // 2 of √2·√3 with the first user, 1 of √2·√2 with the second, nothing with the third.
  expect(scores[2]).toBeCloseTo(4 / 6, 6);
  expect(scores[3]).toBeCloseTo(1 / 4, 6);
  expect(scores[5]).toBe(0);
});

test("only the nearest vote", () => {
  expect(scoresOf({ neighbours: 1, rarity: 0, sharpness: 1 })[3]).toBe(0);
});

test("rare films tell more of taste", () => {
  const scores = scoresOf({ neighbours: 3, rarity: 0.5, sharpness: 1 });
  // Film 0 has weight 1/2, the others 1: (1/2 + 1) of √1.5·√2.5, 1/2 of √1.5·√1.5.
  expect(scores[2]).toBeCloseTo(1.5 / Math.sqrt(1.5 * 2.5), 6);
  expect(scores[3]).toBeCloseTo(0.5 / 1.5, 6);
});
