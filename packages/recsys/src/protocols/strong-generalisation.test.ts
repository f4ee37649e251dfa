import { expect, test } from "vitest";
import { interactionsOf, type Interactions } from "../interactions.ts";
import type { ItemModel } from "../item-model.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { strongGeneralisation } from "./strong-generalisation.ts";

/** Sixty users; a user of remainder r has ten films of r, r + 6, r + 12, … in an order of his own. */
const positives = interactionsOf(
  Array.from({ length: 60 }, (_, user) => ({
    items: Array.from({ length: 10 }, (_item, place) => (user % 6) + 6 * ((place * 3 + user) % 10)),
  })),
  60,
);

/** Knows the rule by which the films were made; `best` says whether it follows it or its opposite. */
function oracle(best: boolean, seen: Interactions[] = []) {
  const model: ItemModel = {
    itemCount: 60,
    score(history, scores) {
      for (let film = 0; film < 60; film++) scores[film] = (film % 6 === history[0]! % 6) === best ? 1 : 0;
    },
    similarTo: (_item, scores) => scores.fill(0),
  };
  return {
    name: best ? "oracle" : "fool",
    summary: "",
    fit: async (train: Interactions) => {
      seen.push(train);
      return model;
    },
  };
}

const options = { algebra: plainLinearAlgebra, seed: 3, onProgress: () => undefined, now: () => 0 };

test("who knows how the films were made finds them all, in test and validation", async () => {
  const { figures, facts } = await strongGeneralisation(positives, {
    ...options,
    models: [oracle(true), oracle(false)],
  });
  expect(facts["test users"]).toBe(10);
  const [all, none] = figures;
  for (const name of ["NDCG@100", "R@20", "R@50", "validation NDCG@100", "validation R@20", "validation R@50"]) {
    expect(all!.metrics[name]).toBeCloseTo(1, 10);
    expect(all!.errors[name]).toBeCloseTo(0, 10);
  }
  // Two of ten are to be found and eight known: fifty others come first.
  expect(none!.metrics["R@50"]).toBe(0);
  expect(none!.metrics["NDCG@100"]).toBeGreaterThan(0);
});

test("models learn from nobody who is asked about, and the same seed draws the same users", async () => {
  const seen: Interactions[] = [];
  await strongGeneralisation(positives, { ...options, models: [oracle(true, seen)] });
  await strongGeneralisation(positives, { ...options, models: [oracle(true, seen)] });
  await strongGeneralisation(positives, { ...options, seed: 4, models: [oracle(true, seen)] });
  expect(seen.map(({ userCount }) => userCount)).toEqual([40, 40, 40]);
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[2]).not.toEqual(seen[0]);
});

test("further splits draw anew with the next seeds", async () => {
  const seen: Interactions[] = [];
  const report = await strongGeneralisation(positives, { ...options, splits: 2, models: [oracle(true, seen)] });
  expect(report.facts["splits"]).toBe(2);
  expect(seen.length).toBe(2);
  await strongGeneralisation(positives, { ...options, seed: 4, models: [oracle(true, seen)] });
  expect(seen[2]).toEqual(seen[1]);
});

test("films that nobody liked are no candidates", async () => {
  const seen: Interactions[] = [];
  const { facts } = await strongGeneralisation(
    { ...positives, itemCount: 90 },
    { ...options, models: [oracle(true, seen)] },
  );
  expect(facts["films"]).toBe(60);
  expect(seen[0]!.itemCount).toBe(60);
});
