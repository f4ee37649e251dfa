import { expect, test } from "vitest";
import { addSequence } from "../statistics/statistic.ts";
import { createTransitions } from "../statistics/transitions.ts";
import { fitDirectedItemKnn } from "./directed-item-knn.ts";

test("the score is the formula", () => {
  const transitions = createTransitions(4);
  addSequence(transitions, { items: [0, 1, 2], times: [] });
  addSequence(transitions, { items: [0, 2], times: [] });
  const model = fitDirectedItemKnn(transitions, [4, 9, 32, 0]);
  const scores = new Float32Array(4);
  model.score([1, 0], scores);
  const [direct, over] = [1, 0.7];
  expect(scores[2]).toBeCloseTo(((direct + over) / 4 ** 0.5 + (0.8 * direct) / 9 ** 0.5) / 32 ** 0.3, 3);
  expect(scores[3]).toBe(0);
});
