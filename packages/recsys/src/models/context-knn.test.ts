import { describe, expect, test } from "vitest";
import { interactionsOf } from "../interactions.ts";
import { fitContextKnn } from "./context-knn.ts";

const DAY = 86_400;
const scoresOf = (model: ReturnType<typeof fitContextKnn>, history: readonly number[], at?: number) => {
  const scores = new Float32Array(model.itemCount);
  model.score(history, scores, at);
  return scores;
};

describe("context kNN", () => {
  test("votes for the next with likeness³ and for the one after with .4 of it", () => {
    const scores = scoresOf(fitContextKnn(interactionsOf([{ items: [0, 1, 2, 3] }], 4)), [0]);
    // Likeness 1 at film 0, .9 at film 1, .81 at film 2.
    expect(scores[0]).toBe(0);
    expect(scores[1]).toBeCloseTo(1, 5);
    expect(scores[2]).toBeCloseTo(Math.sqrt(0.9 ** 3 + 0.4), 5);
    expect(scores[3]).toBeCloseTo(Math.sqrt(0.81 ** 3 + 0.4 * 0.9 ** 3), 5);
  });

  test("who had two of the films votes more than twice as much", () => {
    const model = fitContextKnn(
      interactionsOf([{ items: [0, 1, 2] }, { items: [0, 4, 3] }, { items: [5, 1] }, { items: [4] }], 6),
    );
    const scores = scoresOf(model, [0, 1]);
    expect(scores[2]! ** 2).toBeGreaterThan(2 * scores[3]! ** 2);
    expect(scores[3]).toBeGreaterThan(0);
  });

  test("what was voted near the time of asking counts more", () => {
    const at = (day: number) => [day * DAY, day * DAY + 60];
    const model = fitContextKnn(
      interactionsOf(
        [
          { items: [0, 1], times: at(10) },
          { items: [0, 2], times: at(110) },
        ],
        3,
      ),
    );
    const [early, late, timeless] = [
      scoresOf(model, [0], 10 * DAY),
      scoresOf(model, [0], 110 * DAY),
      scoresOf(model, [0]),
    ];
    expect(early[1]).toBeGreaterThan(2 * early[2]!);
    expect(late[2]).toBeGreaterThan(2 * late[1]!);
    expect(timeless[1]).toBe(timeless[2]);
    // Far from everything the votes are all at the floor.
    const far = scoresOf(model, [0], 1e6 * DAY);
    expect(far[1]! ** 2).toBeCloseTo(0.2 * timeless[1]! ** 2, 6);
  });
});
