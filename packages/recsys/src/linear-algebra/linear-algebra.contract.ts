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

/** What EASE inverts: how many of 2,000 viewers watched both of two films, some films far more watched than others, and λ. */
function regularisedGram(films: number, lambda: number): Matrix {
  const gram = matrixOf(films, films);
  for (let viewer = 0; viewer < 2000; viewer++) {
    const watched = Array.from({ length: 30 }, (_, k) => {
      const even = Math.abs(Math.sin(viewer * 78.233 + k * 12.9898) * 43_758.5453) % 1;
      return Math.floor(films * even ** 3);
    });
    for (const i of new Set(watched)) for (const j of new Set(watched)) gram.data[i * films + j]! += 1;
  }
  for (let i = 0; i < films; i++) gram.data[i * films + i]! += lambda;
  return gram;
}

/** By Gauss and Jordan, all in 64-bit floats. */
function reference({ rows, data }: Matrix): Float64Array {
  const a = Float64Array.from(data);
  for (let k = 0; k < rows; k++) {
    const pivot = a[k * rows + k]!;
    a[k * rows + k] = 1;
    for (let j = 0; j < rows; j++) a[k * rows + j]! /= pivot;
    for (let i = 0; i < rows; i++) {
      const factor = a[i * rows + k]!;
      if (i === k || factor === 0) continue;
      a[i * rows + k] = 0;
      for (let j = 0; j < rows; j++) a[i * rows + j]! -= factor * a[k * rows + j]!;
    }
  }
  return a;
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

    test("inverts counts as EASE needs it: its weights are good to four digits", async () => {
      const algebra = await open();
      const films = 300;
      const gram = regularisedGram(films, 1);
      const [inverse, exact] = [await algebra.invertSpd(gram), reference(gram)];
      const errors = inverse.data.map((value, at) => {
        const diagonal = (at % films) * (films + 1);
        return Math.abs(value / inverse.data[diagonal]! - exact[at]! / exact[diagonal]!);
      });
      expect(errors.reduce((a, b) => Math.max(a, b), 0)).toBeLessThan(1e-4);
    });

    test("solves what it inverts", async () => {
      const algebra = await open();
      const gram = regularisedGram(200, 5);
      const right = filled(200, 70);
      const [x, inverse] = [await algebra.solveSpd(gram, right), await algebra.invertSpd(gram)];
      expect(greatestDifference(x, await algebra.multiply(inverse, right))).toBeLessThan(1e-4);
    });

    test("gives an inverse that is symmetric to the last bit", async () => {
      const algebra = await open();
      const inverse = await algebra.invertSpd(regularisedGram(150, 5));
      expect(inverse.data).toEqual(transposed(inverse).data);
    });

    test("takes products of any shape, empty ones too", async () => {
      const algebra = await open();
      for (const [rows, inner, columns] of [
        [1, 300, 1],
        [130, 1, 33],
        [5, 0, 4],
        [0, 3, 2],
        [260, 520, 7],
      ] as const) {
        const [a, b] = [filled(rows, inner), filled(inner, columns)];
        const product = await algebra.multiply(a, b);
        expect([product.rows, product.columns]).toEqual([rows, columns]);
        expect(greatestDifference(product, naive(a, b))).toBeLessThan(1e-2);
      }
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

    test("says which matrix has no inverse of this kind, and at which row", async () => {
      const algebra = await open();
      const indefinite = matrixOf(2, 2, Float32Array.of(1, 2, 2, 1));
      await expect(algebra.invertSpd(indefinite)).rejects.toThrow(NotPositiveDefiniteError);
      await expect(algebra.solveSpd(indefinite, filled(2, 1))).rejects.toThrow("row 1");
      const large = positiveDefinite(130);
      large.data[100 * 131] = -1;
      await expect(algebra.invertSpd(large)).rejects.toThrow("row 100");
      await expect(algebra.solveSpd(large, filled(130, 1))).rejects.toThrow("row 100");
    });

    test("works on after a failure, and on several things at once", async () => {
      const algebra = await open();
      const [a, b] = [positiveDefinite(90), positiveDefinite(65)];
      const [one, failed, two] = await Promise.allSettled([
        algebra.invertSpd(a),
        algebra.invertSpd(matrixOf(1, 1, Float32Array.of(-1))),
        algebra.invertSpd(b),
      ]);
      expect(failed.status).toBe("rejected");
      if (one.status === "rejected" || two.status === "rejected") throw new Error("one of them failed");
      expect(one.value.data).toEqual((await algebra.invertSpd(a)).data);
      expect(two.value.data).toEqual((await algebra.invertSpd(b)).data);
    });
  });
}
