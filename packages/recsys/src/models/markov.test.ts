import { expect, test } from "vitest";
import { addSequence } from "../statistics/statistic.ts";
import { createTransitions } from "../statistics/transitions.ts";
import { fitMarkov } from "./markov.ts";

test("only the latest film speaks: by who came right after it, else by who was near", () => {
  const transitions = createTransitions(4);
  addSequence(transitions, { items: [0, 1, 2], times: [] });
  addSequence(transitions, { items: [0, 1], times: [] });
  const model = fitMarkov(transitions, { floor: 0.1, backoffDecay: 0.95, backoff: 0.01 });
  const scores = new Float32Array(4);
  model.score([3, 0], scores);
  expect(scores[1]).toBeCloseTo(Math.log(0.1 + 2 + 0.01 * 2), 4);
  expect(scores[2]).toBeCloseTo(Math.log(0.1 + 0.01 * 0.95), 4);
  expect(scores[3]).toBeCloseTo(Math.log(0.1), 4);
});
