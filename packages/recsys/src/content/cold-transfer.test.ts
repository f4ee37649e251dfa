import { expect, test } from "vitest";
import { matrixOf } from "../linear-algebra/linear-algebra.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { fitColdTransfer } from "./cold-transfer.ts";

const weights = matrixOf(2, 2, Float32Array.of(0, 0.4, 0.6, 0));
const likeness = matrixOf(2, 2, Float32Array.of(1, 0.5, 0.5, 1));

test("by hand: (B + self I) (K + ridge I)⁻¹ k", async () => {
  const transfer = await fitColdTransfer(weights, likeness, { self: 0.1, ridge: 1 }, plainLinearAlgebra);
  // (K + I)⁻¹ = [2 -.5; -.5 2] / 3.75; on k = (1, .5): (1.75, .5) / 3.75.
  const [a, b] = [1.75 / 3.75, 0.5 / 3.75];
  const column = transfer.column([1, 0.5]);
  expect(column[0]).toBeCloseTo(0.1 * a + 0.4 * b);
  expect(column[1]).toBeCloseTo(0.6 * a + 0.1 * b);
});

test("without a ridge a film just like a seen one gets that one's column, and itself", async () => {
  const transfer = await fitColdTransfer(weights, likeness, { self: 0.3, ridge: 0 }, plainLinearAlgebra);
  const column = transfer.column([1, 0.5]);
  expect(column[0]).toBeCloseTo(0.3);
  expect(column[1]).toBeCloseTo(0.6);
});

test("many at a time are the same as one after the other", async () => {
  const transfer = await fitColdTransfer(weights, likeness, { self: 0.3, ridge: 0.2 }, plainLinearAlgebra);
  const { data } = await transfer.columns(matrixOf(2, 3, Float32Array.of(1, 0.2, 0, 0.5, 0.9, 0)));
  for (const [place, pair] of [
    [1, 0.5],
    [0.2, 0.9],
    [0, 0],
  ].entries()) {
    const column = transfer.column(pair);
    expect(data[place]).toBeCloseTo(column[0]!);
    expect(data[3 + place]).toBeCloseTo(column[1]!);
  }
});
