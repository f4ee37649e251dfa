import { expect, test } from "vitest";
import { createRandom, type Random } from "../random.ts";
import { createSide } from "./gibbs-side.ts";

/** Draws the centre of every distribution. */
const centres: Random = { ...createRandom(0), normal: () => 0 };

test("a factor without noise goes where errors and prior meet, and errors follow", () => {
  // Two users; the first met films 0 and 1, the second film 1.
  const side = createSide(Int32Array.of(0, 0, 1), Int32Array.of(0, 1, 1), 2, 2);
  const coefficients = side.coefficients();
  const others = Float64Array.of(1, 2);
  const errors = Float64Array.of(3, 1, 4);
  side.draw(coefficients, others, { errors, precision: 1, random: centres });

  // Own: prior precision (1 + 2) / 1 at 0; pulls 1·3 + 2·1 and 2·4, squares 1 + 4 and 4.
  const own = [5 / (5 + 3), 8 / (4 + 3)];
  expect(coefficients.own[0]).toBeCloseTo(own[0]!);
  expect(coefficients.own[1]).toBeCloseTo(own[1]!);

  // Implicit: what the own numbers left of the pulls, by 1/√2 for the first user, who met two.
  const left = [5 - 5 * own[0]!, 8 - 4 * own[1]!];
  const scale = Math.SQRT1_2;
  const first = (scale * left[0]!) / (scale * scale * 5 + 3);
  const after = left[0]! - 5 * scale * first;
  const second = (scale * after + left[1]!) / (scale * scale * 5 + 4 + 3);
  expect(coefficients.implicit[0]).toBeCloseTo(first);
  expect(coefficients.implicit[1]).toBeCloseTo(second);

  expect(coefficients.total[0]).toBeCloseTo(own[0]! + scale * (first + second));
  expect(coefficients.total[1]).toBeCloseTo(own[1]! + second);
  expect(errors[0]).toBeCloseTo(3 - coefficients.total[0]!);
  expect(errors[1]).toBeCloseTo(1 - 2 * coefficients.total[0]!);
  expect(errors[2]).toBeCloseTo(4 - 2 * coefficients.total[1]!);
});
