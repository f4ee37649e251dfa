import { describe, expect, test } from "vitest";

/** What every recommender of this package can do once it has seen histories. */
export type FittedRecommender = Readonly<{
  recommend(history: readonly string[], k: number): readonly string[];
  similarItems(id: string, k: number): readonly string[];
}>;

export type RecommenderContract = Readonly<{
  name: string;
  fit(histories: readonly (readonly string[])[]): FittedRecommender;
}>;

const FILMS_PER_BLOCK = 8;
const VIEWERS_PER_BLOCK = 12;

const block = (film: string) => film.slice(0, 1);
const films = (name: string) => Array.from({ length: FILMS_PER_BLOCK }, (_, i) => `${name}${i}`);

/** Two tastes that never meet; every viewer of a block has seen all of its films but two, in an order of his own. */
function checkerboard(): string[][] {
  return ["x", "y"].flatMap((name) =>
    Array.from({ length: VIEWERS_PER_BLOCK }, (_, viewer) => {
      const all = films(name);
      return all.map((_, i) => all[(i * 3 + viewer) % FILMS_PER_BLOCK] ?? "").slice(2);
    }),
  );
}

/** The checkerboard: where two groups of viewers and films never meet, recommendations stay within the group. */
export function recommenderContract({ name, fit }: RecommenderContract): void {
  describe(`${name} on a checkerboard`, () => {
    test.each(["x", "y"])("recommendations for a viewer of block %s stay in it, unseen films first found", (name) => {
      const [first = "", second = "", ...unseen] = films(name);
      const list = fit(checkerboard()).recommend([first, second], FILMS_PER_BLOCK);
      expect(list.toSorted()).toEqual(unseen.toSorted());
    });

    test.each(["x", "y"])("films similar to one of block %s are of that block, and not the film itself", (name) => {
      const list = fit(checkerboard()).similarItems(`${name}0`, 2 * FILMS_PER_BLOCK);
      expect(list.length).toBeGreaterThan(FILMS_PER_BLOCK / 2);
      expect(new Set(list.map(block))).toEqual(new Set([name]));
      expect(list).not.toContain(`${name}0`);
    });

    test("the same histories in any order give the same lists", () => {
      const histories = checkerboard();
      const [one, other] = [fit(histories), fit(histories.toReversed())];
      expect(one.recommend(["x0", "y0"], 10)).toEqual(other.recommend(["x0", "y0"], 10));
      expect(one.similarItems("x3", 10)).toEqual(other.similarItems("x3", 10));
    });

    test("nobody's history and unknown films give nothing", () => {
      expect(fit(checkerboard()).recommend([], 5)).toEqual([]);
      expect(fit(checkerboard()).recommend(["unknown"], 5)).toEqual([]);
      expect(fit([]).similarItems("x0", 5)).toEqual([]);
    });
  });
}
