import { describe, expect, test } from "vitest";
import { NotPositiveDefiniteError, matrixOf, type LinearAlgebra, type Matrix } from "./linear-algebra.ts";

/** Numbers that look like chance and are always the same. */
function filled(rows: number, columns: number): Matrix {
  return matrixOf(
    rows,
    columns,
    Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(i * 12.9898) * 2),
  );
}

function naive(a: Matrix, b: Matrix): Matrix {
  const product = matrixOf(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j < b.columns; j++) {
      let sum = 0;
      for (let k = 0; k < a.columns; k++) sum += a.data[i * a.columns + k]! * b.data[k * b.columns + j]!;
      product.data[i * b.columns + j] = sum;
    }
  return product;
}

const transposed = ({ rows, columns, data }: Matrix) =>
  matrixOf(
    columns,
    rows,
    Float32Array.from(data, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]!),
  );

function positiveDefinite(size: number): Matrix {
  const square = naive(filled(size, size), transposed(filled(size, size)));
  for (let i = 0; i < size; i++) square.data[i * size + i]! += size;
  return square;
}

const greatestDifference = (a: Matrix, b: Matrix) =>
  a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - b.data[i]!)), 0);

/** What every backend promises; sizes fall below, on and between the edges of any blocks that it works in. */
export function linearAlgebraContract({
  name,
  open,
}: Readonly<{ name: string; open(): Promise<LinearAlgebra> }>): void {
  describe(`linear algebra: ${name}`, () => {
    test.each([1, 2, 63, 64, 130, 257])("inverts a matrix of %i rows", async (size) => {
      const algebra = await open();
      const matrix = positiveDefinite(size);
      const unit = naive(matrix, await algebra.invertSpd(matrix));
      const one = matrixOf(size, size);
      for (let i = 0; i < size; i++) one.data[i * size + i] = 1;
      expect(greatestDifference(unit, one)).toBeLessThan(1e-3);
    });

    test.each([
      [5, 1],
      [130, 7],
      [65, 200],
    ])("solves %i equations for %i right sides", async (size, columns) => {
      const algebra = await open();
      const [matrix, right] = [positiveDefinite(size), filled(size, columns)];
      expect(greatestDifference(naive(matrix, await algebra.solveSpd(matrix, right)), right)).toBeLessThan(1e-3);
    });

    test("multiplies, transposed too", async () => {
      const algebra = await open();
      const [a, b] = [filled(37, 70), filled(70, 19)];
      expect(greatestDifference(await algebra.multiply(a, b), naive(a, b))).toBeLessThan(1e-3);
      const product = await algebra.multiply(transposed(a), b, { transposeA: true });
      expect(greatestDifference(product, naive(a, b))).toBeLessThan(1e-3);
    });

    test("leaves what it is given as it is", async () => {
      const algebra = await open();
      const matrix = positiveDefinite(70);
      const before = matrix.data.slice();
      await algebra.invertSpd(matrix);
      await algebra.solveSpd(matrix, filled(70, 3));
      expect(matrix.data).toEqual(before);
    });

    test("says which matrix has no inverse of this kind", async () => {
      const algebra = await open();
      const singular = matrixOf(2, 2, Float32Array.of(1, 2, 2, 1));
      await expect(algebra.invertSpd(singular)).rejects.toThrow(NotPositiveDefiniteError);
    });
  });
}
