import { describe, expect, test } from "vitest";
import { interactionsOf, type Interactions } from "./interactions.ts";
import { explain, recommend, similar, type ItemModel } from "./item-model.ts";

export type ItemModelContract = Readonly<{
  name: string;
  fit(train: Interactions): ItemModel | Promise<ItemModel>;
  /** Whether the history changes what is recommended; false for popularity. */
  personal?: boolean;
}>;

const PER_BLOCK = 8;
const USERS_PER_BLOCK = 12;
const BLOCKS = [0, 1];
const blockOf = (item: number) => Math.floor(item / PER_BLOCK);
const itemsOf = (block: number) => Array.from({ length: PER_BLOCK }, (_, i) => block * PER_BLOCK + i);

/** Two tastes that never meet; every user of a block has all of its films but two, in an order of his own. */
function checkerboard(): number[][] {
  return BLOCKS.flatMap((block) =>
    Array.from({ length: USERS_PER_BLOCK }, (_, user) =>
      itemsOf(block)
        .map((_, i, all) => all[(i * 3 + user) % PER_BLOCK]!)
        .slice(2),
    ),
  );
}

const timed = (sequences: readonly (readonly number[])[]) =>
  interactionsOf(
    sequences.map((items) => ({ items, times: items.map((_, i) => 1_000_000 + i * 60) })),
    BLOCKS.length * PER_BLOCK,
  );

/** What every model promises, on a matrix where two groups of users and films never meet. */
export function itemModelContract({ name, fit, personal = true }: ItemModelContract): void {
  describe(`${name}: as every model`, () => {
    test.runIf(personal).each(BLOCKS)("recommends a viewer of block %i its unseen films first", async (block) => {
      const [first = 0, second = 0, ...unseen] = itemsOf(block);
      const list = recommend(await fit(timed(checkerboard())), [first, second], unseen.length);
      expect(list.map(({ item }) => item).toSorted((a, b) => a - b)).toEqual(unseen);
    });

    test.runIf(personal).each(BLOCKS)("finds films of block %i like one of it", async (block) => {
      const [film = 0] = itemsOf(block);
      const list = similar(await fit(timed(checkerboard())), film, PER_BLOCK - 1);
      expect(list.length).toBe(PER_BLOCK - 1);
      expect(new Set(list.map(({ item }) => blockOf(item)))).toEqual(new Set([block]));
    });

    test("gives the same scores whatever the order of the users", async () => {
      const [one, other] = [await fit(timed(checkerboard())), await fit(timed(checkerboard().toReversed()))];
      const [a, b] = [new Float32Array(one.itemCount), new Float32Array(one.itemCount)];
      one.score([0, 9], a);
      other.score([0, 9], b);
      for (const [item, score] of a.entries()) expect(b[item]).toBeCloseTo(score, 4);
    });

    test("has a number for every film, also for nobody's history and for a film that nobody has", async () => {
      const train = timed(checkerboard());
      const model = await fit({ ...train, itemCount: train.itemCount + 1 });
      const scores = new Float32Array(model.itemCount);
      for (const history of [[], [0], [train.itemCount], itemsOf(0)]) {
        scores.fill(NaN);
        model.score(history, scores);
        expect([...scores].every(Number.isFinite)).toBe(true);
      }
    });

    test("does not change with being asked", async () => {
      const model = await fit(timed(checkerboard()));
      const first = recommend(model, [1, 2, 3], 10);
      recommend(model, [8, 9], 10);
      expect(recommend(model, [1, 2, 3], 10)).toEqual(first);
    });

    test.each([undefined, 5_000_000])("contributions make up the differences of scores, asked at %s", async (at) => {
      const model = await fit(timed(checkerboard()));
      const history = [1, 4, 2];
      const scores = new Float32Array(model.itemCount);
      model.score(history, scores, at);
      const sum = (item: number) =>
        model.contributions?.(history, item, at).reduce((total, part) => total + part, 0) ?? 0;
      if (!model.contributions) return;
      expect(model.contributions(history, 5, at).length).toBe(history.length);
      for (const item of [5, 6, 9]) expect(sum(item) - sum(0)).toBeCloseTo(scores[item]! - scores[0]!, 4);
      const parts = explain(model, history, [5, 0], at) ?? new Float32Array();
      for (const [column, item] of [5, 0].entries()) {
        const ofItem = history.map((_, row) => parts[row * 2 + column]);
        expect(ofItem).toEqual([...model.contributions(history, item, at)]);
      }
    });
  });
}
