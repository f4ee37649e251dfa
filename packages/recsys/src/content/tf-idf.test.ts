import { expect, test } from "vitest";
import { fitTfIdf } from "./tf-idf.ts";

const tfIdf = fitTfIdf([["sea", "ship", "ship"], ["sea"], ["moon"]]);

test("rare and repeated terms weigh more, in vectors of length 1", () => {
  const { terms, weights } = tfIdf.vectorOf(["ship", "sea", "ship"]);
  const [sea, ship] = [Math.log(1 + 3 / 2), (1 + Math.log(2)) * Math.log(1 + 3 / 1)];
  expect([...terms]).toEqual([0, 1]);
  expect(weights[0]).toBeCloseTo(sea / Math.hypot(sea, ship));
  expect(weights[1]).toBeCloseTo(ship / Math.hypot(sea, ship));
});

test("terms that were not learned are left out, and nothing has no terms", () => {
  expect(tfIdf.termCount).toBe(3);
  expect(tfIdf.vectorOf(["sun", "moon"])).toEqual({ terms: Int32Array.of(2), weights: Float32Array.of(1) });
  expect(tfIdf.vectorOf(["sun"]).terms.length).toBe(0);
});
