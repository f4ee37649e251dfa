import { expect, test } from "vitest";
import { interactionsOf } from "../interactions.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { beyondAccuracy } from "./beyond-accuracy.ts";

const ITEMS = 40;
/** Thirty users with twelve films each; the first half of the films is of one genre, the second of another. */
const positives = interactionsOf(
  Array.from({ length: 30 }, (_, user) => ({ items: Array.from({ length: 12 }, (_, i) => (user + 3 * i) % ITEMS) })),
  ITEMS,
);
const genres = Array.from({ length: ITEMS }, (_, item) => [item < ITEMS / 2 ? "Noir" : "Farce"]);

test("tells what each setting shows: the same to all by a model that knows nobody", async () => {
  const { figures } = await beyondAccuracy(positives, genres, {
    models: [
      {
        name: "by number",
        summary: "",
        fit: async ({ itemCount }) => ({
          itemCount,
          score: (_history, scores) => {
            for (let item = 0; item < itemCount; item++) scores[item] = 1 + (itemCount - item) / itemCount;
          },
          similarTo: () => {},
        }),
      },
    ],
    seed: 1,
    algebra: plainLinearAlgebra,
    onProgress: () => {},
    now: () => 0,
  });
  const plain = figures.find(({ model }) => model === "by number, plain")?.metrics ?? {};
  const varied = figures.find(({ model }) => model === "by number, mmr-0.5")?.metrics ?? {};
  // Lists are the first films by number that each of five users has not seen.
  expect(plain["coverage"]).toBeGreaterThanOrEqual(10 / ITEMS);
  expect(plain["coverage"]).toBeLessThan(1);
  expect(plain["Gini"]).toBeGreaterThan(0.4);
  expect(plain["personalisation"]).toBeLessThan(0.5);
  expect(plain["serendipity"]).toBe(0);
  expect(varied["diversity"]).toBeGreaterThan(plain["diversity"] ?? 1);
});
