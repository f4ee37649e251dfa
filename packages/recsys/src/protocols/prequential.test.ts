import { expect, test } from "vitest";
import { interactionsOf, type Interactions } from "../interactions.ts";
import type { ItemModel } from "../item-model.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { prequential } from "./prequential.ts";
import type { ModelSpec } from "./protocol.ts";

const ITEMS = 20;
const USERS = 10;

/** Ten users take turns, each going round the films from one of their own: 200 interactions, the last 20 are the test. */
const ratings = interactionsOf(
  Array.from({ length: USERS }, (_, user) => ({
    items: Array.from({ length: ITEMS }, (_item, i) => (user + i) % ITEMS),
    times: Array.from({ length: ITEMS }, (_item, i) => 1000 + i * USERS + user),
  })),
  ITEMS,
);

type Log = { sizes: number[]; asked: number[][] };

/** Finds what comes next, but only once it was fitted on `least` interactions; remembers what it was given. */
function learner(least: number, log: Log = { sizes: [], asked: [] }): ModelSpec {
  const fit = async (train: Interactions): Promise<ItemModel> => {
    log.sizes.push(train.items.length);
    const step = train.items.length >= least ? 1 : -1;
    return {
      itemCount: ITEMS,
      score(history, scores) {
        log.asked.push(Array.from(history));
        const next = (history[history.length - 1]! + step + ITEMS) % ITEMS;
        for (let film = 0; film < ITEMS; film++) scores[film] = film === next ? 1 : 0;
      },
      similarTo: (_item, scores) => scores.fill(0),
    };
  };
  return { name: "learner", summary: "", fit };
}

const options = { algebra: plainLinearAlgebra, seed: 1, onProgress: () => undefined, now: () => 0, every: 1 };

test("models are fitted on what came before, once and again and again", async () => {
  const log: Log = { sizes: [], asked: [] };
  await prequential(ratings, { ...options, refreshes: 4, models: [learner(0, log)] });
  expect(log.sizes).toEqual([180, 185, 190, 195]);
  // Histories go on through the part: the last user's has all but the last film.
  expect(log.asked.length).toBe(40);
  expect(log.asked.at(-1)).toEqual(Array.from({ length: 19 }, (_, i) => (9 + i) % ITEMS));
  expect(log.asked.every((history) => history.length >= 18)).toBe(true);
});

test("who learns within the part is better refreshed than frozen", async () => {
  const { figures, facts } = await prequential(ratings, { ...options, refreshes: 4, models: [learner(190)] });
  expect(facts["asked"]).toBe(20);
  const { metrics } = figures[0]!;
  // A user in the part has one or two films left. Not knowing, all of them tie: of two the film comes second, 1 / log2(3).
  const [second, half] = [1 / Math.log2(3), 10];
  expect(metrics["frozen NDCG@10"]).toBeCloseTo((half * second + half) / 20, 10);
  expect(metrics["NDCG@10"]).toBe(metrics["frozen NDCG@10"]);
  expect(metrics["refreshed / frozen"]).toBe(1);
  const early = await prequential(ratings, { ...options, refreshes: 4, models: [learner(185)] });
  // Five of the ten that come second come first.
  expect(early.figures[0]!.metrics["NDCG@10"]).toBeCloseTo((5 * second + 5 + half) / 20, 10);
});

test("validation is the tenth before the test, and asks less often where it is told", async () => {
  const log: Log = { sizes: [], asked: [] };
  const report = await prequential(ratings, {
    ...options,
    every: 4,
    part: "validation",
    refreshes: 2,
    models: [learner(0, log)],
  });
  expect(log.sizes).toEqual([160, 170]);
  expect(report.facts["asked"]).toBe(5);
  expect(log.asked.map(({ length }) => length)).toEqual([16, 16, 16, 16, 16, 16, 17, 17, 17, 17]);
});
