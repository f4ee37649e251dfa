import { expect, test } from "vitest";
import { plainLinearAlgebra } from "../linear-algebra/plain.ts";
import { createGram } from "../statistics/gram.ts";
import { addSequence } from "../statistics/statistic.ts";
import { fitEase } from "./ease.ts";
import { fitLocalRidge, solveColumn } from "./local-ridge.ts";

function gramOfSome() {
  const gram = createGram(12);
  for (let user = 0; user < 40; user++) {
    const items = Array.from({ length: 5 }, (_, place) => (user * 5 + place * (1 + (user % 4))) % 12);
    addSequence(gram, { items: [...new Set(items)], times: [] });
  }
  addSequence(gram, { items: Array.from({ length: 12 }, (_, film) => film), times: [] });
  return gram;
}

test("with all films as neighbours it is EASE", async () => {
  const gram = gramOfSome();
  const options = { ridge: 2, dropout: 0.4 };
  const [local, whole] = [
    fitLocalRidge(gram, { ...options, neighbours: 12 }),
    await fitEase(gram, plainLinearAlgebra, options),
  ];
  const [a, b] = [new Float32Array(12), new Float32Array(12)];
  local.score([0, 5, 7], a);
  whole.score([0, 5, 7], b);
  for (const [film, score] of b.entries()) expect(a[film]).toBeCloseTo(score, 5);
});

test("a column follows the counts, and has no more neighbours than told", () => {
  const gram = gramOfSome();
  const options = { ridge: 2, neighbours: 3 };
  const before = solveColumn(gram, 4, options);
  expect(before.items.length).toBe(3);
  for (let user = 0; user < 50; user++) addSequence(gram, { items: [9, 4], times: [] });
  const after = solveColumn(gram, 4, options);
  expect(after.items).toContain(9);
  expect(after.weights[after.items.indexOf(9)]).toBeGreaterThan(0.5);
});

test("a film that nobody has gets no weights", () => {
  expect(solveColumn(createGram(3), 1, { ridge: 1, neighbours: 2 }).items.length).toBe(0);
});
