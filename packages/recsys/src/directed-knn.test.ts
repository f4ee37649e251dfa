import { expect, test } from "vitest";
import { ageWeight } from "./age-weight.ts";
import { directedCounts } from "./directed-counts.ts";
import { directedKnn } from "./directed-knn.ts";
import { recommenderContract } from "./recommender.contract.ts";

const neighboursOf = (table: Readonly<Record<string, Readonly<Record<string, number>>>>) =>
  new Map(Object.entries(table).map(([id, row]) => [id, Object.entries(row)]));

test("the score is the formula, and the contributions add up to it", () => {
  const [first] = directedKnn({
    baselines: [
      { id: "late", weight: 1 },
      { id: "early", weight: 0.8 },
    ],
    neighbours: neighboursOf({ late: { film: 2 }, early: { film: 10 } }),
    popularity: (id) => ({ late: 4, early: 100, film: 32 })[id] ?? 0,
  });
  const target = 32 ** 0.3;
  expect(first?.contributions).toEqual([
    { baseline: "late", amount: expect.closeTo(1 / target, 10) },
    { baseline: "early", amount: expect.closeTo(0.8 / target, 10) },
  ]);
  expect(first?.score).toBeCloseTo(1.8 / target, 10);
});

test("a rarer film wins over a popular one with the same count", () => {
  const list = directedKnn({
    baselines: [{ id: "a", weight: 1 }],
    neighbours: neighboursOf({ a: { blockbuster: 5, rare: 5 } }),
    popularity: (id) => (id === "blockbuster" ? 1000 : 10),
  });
  expect(list.map(({ id }) => id)).toEqual(["rare", "blockbuster"]);
});

test("equal scores stand in the order of their ids", () => {
  const list = directedKnn({
    baselines: [{ id: "a", weight: 1 }],
    neighbours: neighboursOf({ a: { y: 1, x: 1 } }),
    popularity: () => 1,
  });
  expect(list.map(({ id }) => id)).toEqual(["x", "y"]);
});

recommenderContract({
  name: "directed kNN",
  fit: (histories) => {
    const counts = directedCounts(histories);
    const neighbours = new Map([...counts].map(([id, row]) => [id, [...row]]));
    const popularity = (id: string) => histories.filter((history) => history.includes(id)).length;
    const recommend = (history: readonly string[], k: number) =>
      directedKnn({
        baselines: history.toReversed().map((id, age) => ({ id, weight: ageWeight(age) })),
        neighbours,
        popularity,
      })
        .map(({ id }) => id)
        .filter((id) => !history.includes(id))
        .slice(0, k);
    return { recommend, similarItems: (id, k) => recommend([id], k) };
  },
});
