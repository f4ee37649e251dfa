import { expect, test } from "vitest";
import { createRandom, shuffled } from "./random.ts";

const drawn = <T>(count: number, draw: () => T) => Array.from({ length: count }, draw);

test("the same seed gives the same numbers, another seed others", () => {
  const [one, same, other] = [createRandom(7), createRandom(7), createRandom(8)];
  const numbers = drawn(20, one.next);
  expect(drawn(20, same.next)).toEqual(numbers);
  expect(drawn(20, other.next)).not.toEqual(numbers);
});

test("uniform numbers fill [0, 1) evenly", () => {
  const { below } = createRandom(1);
  const counts = new Int32Array(10);
  for (const place of drawn(100_000, () => below(10))) counts[place]!++;
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});

test("normal numbers have mean 0 and variance 1", () => {
  const numbers = drawn(100_000, createRandom(2).normal);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(Math.abs(mean(numbers))).toBeLessThan(0.02);
  expect(Math.abs(mean(numbers.map((value) => value * value)) - 1)).toBeLessThan(0.02);
});

test("a shuffled order has each number once, and each at every place about as often", () => {
  const random = createRandom(3);
  const atFirst = new Int32Array(5);
  for (const order of drawn(10_000, () => shuffled(5, random))) {
    expect(Array.from(order.toSorted())).toEqual([0, 1, 2, 3, 4]);
    atFirst[order[0]!]!++;
  }
  for (const count of atFirst) expect(Math.abs(count - 2_000)).toBeLessThan(200);
});
