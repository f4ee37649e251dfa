import { expect, test } from "vitest";
import { matrixOf } from "../linear-algebra/linear-algebra.ts";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { addSequence } from "../statistics/statistic.ts";
import { createTransitions } from "../statistics/transitions.ts";
import { fitSequentialRidge } from "./sequential-ridge.ts";

const SEQUENCES = [
  [0, 1, 2, 3],
  [1, 2, 4],
  [3, 0, 1],
  [4, 2, 0, 3],
];
const N = 5;
const SCALES = [0, 0.7, 0.95];
const RHO = 0.6;
const RIDGE = 2;
/** So many steps after its last film a viewer is forgotten. */
const AFTERWARDS = 400;

/** The regression by its definition, step by step through every sequence and what fades after its end. */
function normalEquations() {
  const size = SCALES.length * N;
  const [a, y] = [matrixOf(size, size), matrixOf(size, N)];
  for (let i = 0; i < size; i++) a.data[i * size + i] = RIDGE;
  for (const films of SEQUENCES) {
    const x = new Float64Array(size);
    for (let t = 0; t < films.length + AFTERWARDS; t++) {
      for (const [block, scale] of SCALES.entries()) {
        for (let i = 0; i < N; i++) x[block * N + i]! *= scale;
        if (t < films.length) x[block * N + films[t]!]! += 1;
      }
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) a.data[i * size + j]! += x[i]! * x[j]!;
        for (let s = t + 1; s < films.length; s++) y.data[i * N + films[s]!]! += x[i]! * RHO ** (s - t - 1);
      }
    }
  }
  return { a, y };
}

test("from the counts alone it finds the regression that its definition says", async () => {
  const transitions = createTransitions(N);
  for (const items of SEQUENCES) addSequence(transitions, { items, times: [] });
  const popularity = Array.from({ length: N }, (_, film) => SEQUENCES.filter((films) => films.includes(film)).length);
  const options = { scales: SCALES, targetDecay: RHO, regularisation: RIDGE };
  const model = await fitSequentialRidge(transitions, popularity, plainLinearAlgebra, options);

  const { a, y } = normalEquations();
  const x = await plainLinearAlgebra.solveSpd(a, y);
  for (const [block, layer] of model.layers.entries()) {
    expect(layer.decay).toBe(SCALES[block]);
    for (const [cell, weight] of layer.weights.data.entries()) {
      expect(weight).toBeCloseTo(x.data[block * N * N + cell]!, 3);
    }
  }
});
