import { expect, test } from "vitest";
import { blend } from "./blend.ts";
import { unpersonal } from "./popularity.ts";

const scoresOf = (parts: Parameters<typeof blend>[0], history: readonly number[]) => {
  const scores = new Float32Array(5);
  blend(parts).score(history, scores);
  return [...scores];
};

test("scores are z-scores over what is not in the history, times the weights", () => {
  // Without film 4: mean 3, deviation √5; mean 0, deviation 1.
  const [a, b] = [unpersonal([0, 2, 4, 6, 1000]), unpersonal([1, -1, 1, -1, 0])];
  const scores = scoresOf(
    [
      { model: a, weight: 2 },
      { model: b, weight: -0.5 },
    ],
    [4],
  );
  const expected = [-3, -1, 1, 3].map((over, i) => (2 * over) / Math.sqrt(5) - 0.5 * (i % 2 === 0 ? 1 : -1));
  for (const [item, score] of expected.entries()) expect(scores[item]).toBeCloseTo(score, 5);
});

test("a model that says the same of all films has no say", () => {
  const [model, flat] = [unpersonal([3, 1, 2, 0, 5]), unpersonal([0.1, 0.1, 0.1, 0.1, 0.1])];
  const alone = scoresOf([{ model, weight: 1 }], []);
  const both = [
    { model, weight: 1 },
    { model: flat, weight: 9 },
  ];
  expect(scoresOf(both, [])).toEqual(alone);
});
