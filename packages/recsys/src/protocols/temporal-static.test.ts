import { expect, test } from "vitest";
import { historyOf, interactionsOf, type Interactions } from "../interactions.ts";
import type { ItemModel } from "../item-model.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { temporalStatic } from "./temporal-static.ts";

/** Ten events in all, at the times 0 to 9: the ninth is of the validation, the tenth of the test. */
const interactions = interactionsOf(
  [
    { items: [0, 1, 2, 3], times: [0, 1, 2, 9] },
    { items: [0, 4, 2, 5], times: [3, 4, 5, 8] },
    { items: [0, 2], times: [6, 7] },
  ],
  30,
);

function recording(order: readonly number[]) {
  const seen: Interactions[] = [];
  const asked: number[][] = [];
  const model: ItemModel = {
    itemCount: 30,
    score(history, scores) {
      asked.push(Array.from(history));
      scores.fill(0);
      for (const [place, film] of order.entries()) scores[film] = 100 - place;
    },
    similarTo: (_item, scores) => scores.fill(0),
  };
  const fit = async (train: Interactions) => {
    seen.push(train);
    return model;
  };
  return { seen, asked, spec: { name: "recording", summary: "", fit } };
}

const options = { algebra: plainLinearAlgebra, seed: 0, onProgress: () => undefined, now: () => 0 };

test("learns up to a moment and is asked for what known users have after it", async () => {
  const { seen, asked, spec } = recording([3]);
  const { figures, facts } = await temporalStatic(interactions, { ...options, models: [spec] });
  expect(asked).toEqual([
    [0, 4, 2],
    [0, 1, 2],
  ]);
  const [validation, test] = seen;
  expect([0, 1, 2].map((user) => Array.from(historyOf(validation!, user)))).toEqual([
    [0, 1, 2],
    [0, 4, 2],
    [0, 2],
  ]);
  expect([0, 1, 2].map((user) => historyOf(test!, user).length)).toEqual([3, 4, 2]);
  expect(facts["test users"]).toBe(1);
  expect(figures[0]!.metrics).toMatchObject({ "R@20": 1, "NDCG@10": 1, "HR@10": 1, "validation HR@10": 0 });
});

test("films of the history take no place of the list", async () => {
  const { spec } = recording([0, 1, 2, 3]);
  const { figures } = await temporalStatic(interactions, { ...options, models: [spec] });
  expect(figures[0]!.metrics["NDCG@10"]).toBe(1);
});

test("who has nothing before the moment is not asked for", async () => {
  const { asked, spec } = recording([]);
  const late = interactionsOf(
    [
      { items: [0, 1, 2, 3, 4, 5, 6, 7, 8], times: [0, 1, 2, 3, 4, 5, 6, 7, 8] },
      { items: [9], times: [9] },
    ],
    30,
  );
  await temporalStatic(late, { ...options, models: [spec] });
  expect(asked.length).toBe(1);
});
