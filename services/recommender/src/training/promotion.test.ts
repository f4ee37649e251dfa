import { expect, test } from "vitest";
import { whyHeldBack } from "./promotion.ts";

const figures = (ndcg: number, error = 0) => ({ "long-horizon": { "ndcg@10": ndcg, "ndcg@10 error": error } });

test.each([
  [0.3, 0, 0.3],
  [0.2851, 0, 0.3],
  [0.25, 0.04, 0.3],
  [0.9, 0, 0.3],
])("%f ± %f is promoted over %f", (ndcg, error, inUse) => {
  expect(whyHeldBack(figures(ndcg, error), figures(inUse))).toBeUndefined();
});

test("what is worse by more than the margin and a standard error is held back, and told by how much", () => {
  expect(whyHeldBack(figures(0.28, 0.001), figures(0.3))).toBe(
    "long-horizon: NDCG@10 0.2800, and 0.3000 of the model in use",
  );
});

test("one part that is worse is enough, and parts that only one has do not matter", () => {
  const both = { ...figures(0.3), "next-item": { "ndcg@10": 0.1 } };
  expect(whyHeldBack({ ...both, "next-item": { "ndcg@10": 0.05 } }, both)).toContain("next-item");
  expect(whyHeldBack(figures(0.3), both)).toBeUndefined();
  expect(whyHeldBack(both, figures(0.3))).toBeUndefined();
});
