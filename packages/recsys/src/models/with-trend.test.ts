import { expect, test } from "vitest";
import { interactionsOf } from "../interactions.ts";
import { unpersonal } from "./popularity.ts";
import { withTrend } from "./with-trend.ts";

const DAY = 86_400;

/** Film 0 was had twice long ago, film 1 once long ago and once now, film 2 never. */
const train = interactionsOf(
  [
    { items: [0, 1], times: [0, 1] },
    { items: [0, 1], times: [0, 1e9] },
  ],
  3,
);
const options = { halfLife: 60 * DAY, recent: 2, overall: -0.5, floor: 3 };

test("adds the logarithms of recent and of all popularity", () => {
  const scores = new Float32Array(3);
  withTrend(unpersonal([1, 1, 1]), train, options).score([0], scores);
  expect(scores[0]).toBeCloseTo(1 - 0.5 * Math.log(5), 5);
  expect(scores[1]).toBeCloseTo(1 + 2 * Math.log(2) - 0.5 * Math.log(5), 5);
  expect(scores[2]).toBeCloseTo(1 - 0.5 * Math.log(3), 5);
});

test("the trend is shared out evenly over the history", () => {
  const model = withTrend(unpersonal([1, 1, 1]), train, options);
  const shares = model.contributions!([0, 2], 1);
  expect(shares[0]).toBe(shares[1]);
  expect(shares[0]! + shares[1]!).toBeCloseTo(2 * Math.log(2) - 0.5 * Math.log(5), 5);
});
