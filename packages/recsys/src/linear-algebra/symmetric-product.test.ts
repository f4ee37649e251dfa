import { expect, test } from "vitest";
import { matrixOf } from "./linear-algebra.ts";
import { symmetricProduct } from "./symmetric-product.ts";

test.each([1, 2, 3, 8, 9])("%i rows, of which what is above the diagonal is not read", (n) => {
  const cell = (i: number, j: number) => Math.fround(Math.sin(Math.min(i, j) * 5.3 + Math.max(i, j) * 1.7));
  const x = Float64Array.from({ length: n }, (_, i) => Math.cos(i * 2.1));
  const lower = matrixOf(n, n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) lower.data[i * n + j] = j <= i ? cell(i, j) : NaN;
  for (const [i, sum] of symmetricProduct(lower, x).entries()) {
    expect(sum).toBeCloseTo(
      x.reduce((total, value, j) => total + cell(i, j) * value, 0),
      6,
    );
  }
});
