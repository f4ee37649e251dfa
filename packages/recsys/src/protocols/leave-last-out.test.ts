import { expect, test } from "vitest";
import { historyOf, interactionsOf, type Interactions } from "../interactions.ts";
import type { ItemModel } from "../item-model.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { leaveLastOut } from "./leave-last-out.ts";
import type { ModelSpec } from "./protocol.ts";

const ITEMS = 20;

/** Users go round the films one by one, from a film of their own; the last user has two films only. */
const ratings = interactionsOf(
  [...Array.from({ length: 20 }, (_, user) => Array.from({ length: 8 }, (_item, i) => (user + i) % ITEMS)), [0, 1]].map(
    (items) => ({ items }),
  ),
  ITEMS,
);

/** Says that the film `step` behind the latest comes next, and remembers what it was asked and fitted with. */
function stepper(step: number, asked: number[][] = [], fitted: Interactions[] = []): ModelSpec {
  const model: ItemModel = {
    itemCount: ITEMS,
    score(history, scores) {
      asked.push(Array.from(history));
      for (let film = 0; film < ITEMS; film++) {
        scores[film] = -((film - history[history.length - 1]! - step + 2 * ITEMS) % ITEMS);
      }
    },
    similarTo: (_item, scores) => scores.fill(0),
  };
  const fit = async (train: Interactions) => {
    fitted.push(train);
    return model;
  };
  return { name: `step ${step}`, summary: "", fit };
}

const options = { algebra: plainLinearAlgebra, seed: 1, onProgress: () => undefined, now: () => 0 };

test("who knows what comes next is always right, who is off finds it later", async () => {
  const { figures, facts } = await leaveLastOut(ratings, { ...options, models: [stepper(1), stepper(-1)] });
  expect(facts["test users"]).toBe(20);
  expect(figures[0]!.metrics).toMatchObject({ "NDCG@10": 1, "HR@10": 1, MRR: 1, "validation NDCG@10": 1 });
  // The two films that it prefers, the latest and the one before, are in the history and out of the ranking.
  expect(figures[1]!.metrics).toMatchObject({ "HR@10": 1, MRR: 1 });
  const [late] = (await leaveLastOut(ratings, { ...options, models: [stepper(12)] })).figures;
  expect(late!.metrics["MRR"]).toBeCloseTo(1 / 3, 5);
  expect(late!.metrics["NDCG@10"]).toBeCloseTo(1 / 2, 5);
});

test("nobody is asked with what is to be found, and nobody learns it", async () => {
  const [asked, fitted]: [number[][], Interactions[]] = [[], []];
  await leaveLastOut(ratings, { ...options, models: [stepper(1, asked, fitted)] });
  expect(fitted.length).toBe(1);
  expect([...historyOf(fitted[0]!, 3)]).toEqual([3, 4, 5, 6, 7, 8]);
  expect([...historyOf(fitted[0]!, 20)]).toEqual([0, 1]);
  expect(asked).toContainEqual([3, 4, 5, 6, 7, 8]);
  expect(asked).toContainEqual([3, 4, 5, 6, 7, 8, 9]);
  expect(asked).not.toContainEqual([3, 4, 5, 6, 7, 8, 9, 10]);
});

test("films of too few are not there", async () => {
  const { facts } = await leaveLastOut(ratings, { ...options, models: [], minViewers: 9 });
  expect(facts).toMatchObject({ films: 2, interactions: 18, "test users": 0 });
});
