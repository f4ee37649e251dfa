import { expect, test } from "vitest";
import { matrixOf } from "../linear-algebra/linear-algebra.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { createRandom } from "../random.ts";
import { fitBias } from "./bias.ts";
import { ratingsOf } from "./ratings.ts";
import { fitResidualEase } from "./residual-ease.ts";

const [USERS, ITEMS, LAMBDA] = [7, 5, 3];
const bias = { itemDamping: 2, userDamping: 2, rounds: 3 };

test("told by users it is the same as told by films, EASE as it is written", async () => {
  const random = createRandom(5);
  const all = Array.from({ length: USERS * ITEMS }, (_, n) => ({
    user: Math.floor(n / ITEMS),
    item: n % ITEMS,
    value: 1 + random.below(5),
    time: 0,
  }));
  const given = all.filter(() => random.next() < 0.6);
  const train = ratingsOf(given, USERS, ITEMS);
  const biases = fitBias(train, bias);
  const x = matrixOf(USERS, ITEMS);
  for (const { user, item, value } of given) x.data[user * ITEMS + item] = value - biases.predict(user, item);
  const gram = await plainLinearAlgebra.multiply(x, x, { transposeA: true });
  for (let j = 0; j < ITEMS; j++) gram.data[j * ITEMS + j]! += LAMBDA;
  const { data: p } = await plainLinearAlgebra.invertSpd(gram);

  const model = await fitResidualEase(train, { lambda: LAMBDA, stretch: 1.5, bias }, { algebra: plainLinearAlgebra });
  const unrated = all.filter(({ user, item }) => !given.some((g) => g.user === user && g.item === item));
  expect(unrated.length).toBeGreaterThan(5);
  for (const { user, item } of unrated) {
    let sum = 0;
    for (let k = 0; k < ITEMS; k++)
      if (k !== item) sum -= (x.data[user * ITEMS + k]! * p[k * ITEMS + item]!) / p[item * ITEMS + item]!;
    expect(model.predict(user, item)).toBeCloseTo(biases.predict(user, item) + 1.5 * sum, 4);
  }
});
