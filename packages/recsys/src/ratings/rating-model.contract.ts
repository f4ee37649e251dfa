import { describe, expect, test } from "vitest";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { createRandom } from "../random.ts";
import type { RatingFitEnvironment, RatingModel } from "./rating-model.ts";
import { ratingsOf, type Rating, type Ratings } from "./ratings.ts";

export type RatingModelContract = Readonly<{
  name: string;
  fit(train: Ratings, env: RatingFitEnvironment): RatingModel | Promise<RatingModel>;
  /** Whether it tells users apart by more than how kind they are; false for biases. */
  personal?: boolean;
}>;

const [USERS, ITEMS] = [60, 40];
const everyRating = Array.from({ length: USERS * ITEMS }, (_, n) => ({ user: Math.floor(n / ITEMS), item: n % ITEMS }));
const environment = (seed = 1) => ({ algebra: plainLinearAlgebra, random: createRandom(seed) });

/** Kind and strict users, good and bad films, and two tastes: whoever likes even films dislikes odd ones. */
const truth = (user: number, item: number) =>
  3 + (user % 3) / 3 + (item % 5) / 5 + (user % 2 === item % 2 ? 0.5 : -0.5);

/** Two thirds of all ratings, drawn by lot, of one user and one film more than rate and are rated. */
function world(): Readonly<{ train: Ratings; hidden: readonly Rating[] }> {
  const random = createRandom(42);
  const all = everyRating.map(({ user, item }) => ({
    user,
    item,
    value: truth(user, item),
    time: 0,
    hide: random.next() < 1 / 3,
  }));
  return {
    train: ratingsOf(
      all.filter(({ hide }) => !hide),
      USERS + 1,
      ITEMS + 1,
    ),
    hidden: all.filter(({ hide }) => hide),
  };
}

function rootMeanSquare(errors: readonly number[]): number {
  return Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
}

/** What every model of ratings promises. */
export function ratingModelContract({ name, fit, personal = true }: RatingModelContract): void {
  describe(`${name}: as every model of ratings`, () => {
    test("predicts hidden ratings, tastes too where it knows any", async () => {
      const { train, hidden } = world();
      const model = await fit(train, environment());
      const errors = hidden.map(({ user, item, value }) => model.predict(user, item) - value);
      expect(rootMeanSquare(errors)).toBeLessThan(personal ? 0.4 : 0.55);
    });

    test("has a number for who has not rated and what is not rated", async () => {
      const { train } = world();
      const model = await fit(train, environment());
      for (const [user, item] of [
        [USERS, 0],
        [0, ITEMS],
        [USERS, ITEMS],
      ] as const) {
        expect(model.predict(user, item)).toBeGreaterThan(2.5);
        expect(model.predict(user, item)).toBeLessThan(5);
      }
    });

    test("predicts the same from the same seed, however often it is asked", async () => {
      const { train, hidden } = world();
      const predicted = (model: RatingModel) => hidden.map(({ user, item }) => model.predict(user, item));
      const [one, same] = [await fit(train, environment()), await fit(train, environment())];
      expect(predicted(same)).toEqual(predicted(one));
      expect(predicted(one)).toEqual(predicted(same));
    });

    test("can be fitted to nothing", async () => {
      const model = await fit(ratingsOf([], 2, 3), environment());
      expect(Number.isFinite(model.predict(1, 2))).toBe(true);
    });
  });
}
