import { expect, test } from "vitest";
import type { ColdModelSpec } from "../content/cold-models.ts";
import { filmContent } from "../content/content-films.fixture.ts";
import { interactionsOf, type Interactions } from "../interactions.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { coldItems } from "./cold.ts";

/** Ten users with all of eleven films but one each; the last film is of one user alone, film 10 is told nothing of. */
const positives = interactionsOf(
  Array.from({ length: 10 }, (_, user) => ({
    items: Array.from({ length: 11 }, (_, item) => item).filter((item) => item !== user),
  })).concat({ items: [11] }),
  12,
);
const films = Array.from({ length: 12 }, (_, item) => (item === 10 ? undefined : filmContent({ title: `${item}` })));

/** Finds all films equally good. */
const indifferent = (seen: Interactions[] = []): ColdModelSpec => ({
  name: "indifferent",
  summary: "",
  fit: async (train) => {
    seen.push(train);
    return {
      itemCount: train.itemCount,
      score: (_history, scores) => {
        scores.fill(0);
      },
      similarTo: () => {},
    };
  },
});

const options = { splits: 1, seed: 1, algebra: plainLinearAlgebra, onProgress: () => {}, now: () => 0 };

test("a fifth of the films with content is hidden and nothing of them is learned", async () => {
  const seen: Interactions[] = [];
  const { facts } = await coldItems(positives, films, { ...options, models: [indifferent(seen)] });
  expect(facts).toMatchObject({ films: 11, "films with content": 10, "hidden films": 2 });
  const learned = new Set(seen[0]?.items);
  expect(learned.size).toBe(9);
  expect(learned).toContain(10);
});

test("hidden films alone are ranked: whoever has both finds both, ties count against the model", async () => {
  const { figures } = await coldItems(positives, films, { ...options, models: [indifferent()] });
  // Eight users have both hidden films; two have one of them, which comes second.
  expect(figures[0]?.metrics["NDCG@10"]).toBeCloseTo((8 + 2 / Math.log2(3)) / 10);
  expect(figures[0]?.metrics["AUC"]).toBeCloseTo((8 * 0.5) / 10);
});
