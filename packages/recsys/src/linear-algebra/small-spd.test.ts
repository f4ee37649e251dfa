import { expect, test } from "vitest";
import { NotPositiveDefiniteError } from "./linear-algebra.ts";
import { solveSmallSpd } from "./small-spd.ts";

test("two equations by hand", () => {
  // 4x + 2y = 10, 2x + 3y = 9
  const b = Float64Array.of(10, 9);
  solveSmallSpd(Float64Array.of(4, 0, 2, 3), 2, b);
  expect(b[0]).toBeCloseTo(1.5, 12);
  expect(b[1]).toBeCloseTo(2, 12);
});

test.each([1, 2, 3, 8, 33, 200])("%i equations", (n) => {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) lower[i * n + j] = i === j ? n : Math.sin(i * 7.1 + j * 3.7);
  const cell = (i: number, j: number) => lower[Math.max(i, j) * n + Math.min(i, j)]!;
  const x = Float64Array.from({ length: n }, (_, i) => Math.cos(i));
  const b = x.map((_, i) => x.reduce((sum, value, j) => sum + cell(i, j) * value, 0));
  solveSmallSpd(lower.slice(), n, b);
  for (const [i, value] of x.entries()) expect(b[i]).toBeCloseTo(value, 10);
});

test("says when there is no solution of this kind", () => {
  expect(() => solveSmallSpd(Float64Array.of(1, 0, 2, 1), 2, new Float64Array(2))).toThrow(NotPositiveDefiniteError);
});
