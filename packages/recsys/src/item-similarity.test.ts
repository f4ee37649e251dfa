import { expect, test } from "vitest";
import { directedCounts } from "./directed-counts.ts";
import { itemSimilarity } from "./item-similarity.ts";
import { recommenderContract } from "./recommender.contract.ts";
import { topK } from "./top-k.ts";

test("it is the same both ways, and 1 for two films that the same viewers saw", () => {
  expect(itemSimilarity({ forward: 3, backward: 1 }, [4, 9])).toBe(itemSimilarity({ forward: 1, backward: 3 }, [9, 4]));
  expect(itemSimilarity({ forward: 3, backward: 2 }, [5, 5])).toBe(1);
  expect(itemSimilarity({ forward: 0, backward: 0 }, [0, 0])).toBe(0);
});

recommenderContract({
  name: "item similarity",
  fit: (histories) => {
    const counts = directedCounts(histories);
    const ids = [...new Set(histories.flat())];
    const popularity = (id: string) => histories.filter((history) => history.includes(id)).length;
    const similarity = (a: string, b: string) =>
      itemSimilarity({ forward: counts.get(a)?.get(b) ?? 0, backward: counts.get(b)?.get(a) ?? 0 }, [
        popularity(a),
        popularity(b),
      ]);
    const ranked = (score: (id: string) => number, without: readonly string[], k: number) =>
      topK(
        ids
          .filter((id) => !without.includes(id))
          .map((id) => ({ id, score: score(id) }))
          .filter(({ score }) => score > 0),
        k,
      ).map(({ id }) => id);
    return {
      recommend: (history, k) =>
        ranked((id) => history.reduce((sum, seen) => sum + similarity(seen, id), 0), history, k),
      similarItems: (id, k) => ranked((other) => similarity(id, other), [id], k),
    };
  },
});
