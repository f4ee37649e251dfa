import { factor, solveFactored } from "./cholesky.ts";
import { matrixOf, type LinearAlgebra, type Matrix } from "./linear-algebra.ts";

/** Plain TypeScript in this thread, 64-bit inside: works everywhere. */
export const plainLinearAlgebra: LinearAlgebra = {
  name: "typescript",
  async multiply(a, b, { transposeA = false } = {}) {
    const [rows, inner] = transposeA ? [a.columns, a.rows] : [a.rows, a.columns];
    const product = matrixOf(rows, b.columns);
    const row = new Float64Array(b.columns);
    for (let i = 0; i < rows; i++) {
      row.fill(0);
      for (let k = 0; k < inner; k++) {
        const factor = transposeA ? a.data[k * a.columns + i]! : a.data[i * a.columns + k]!;
        if (factor === 0) continue;
        const start = k * b.columns;
        for (let j = 0; j < b.columns; j++) row[j]! += factor * b.data[start + j]!;
      }
      product.data.set(row, i * b.columns);
    }
    return product;
  },
  async invertSpd(matrix) {
    return solve(matrix, identity(matrix.rows));
  },
  async solveSpd(a, b) {
    return solve(a, b);
  },
};

function solve(a: Matrix, b: Matrix): Matrix {
  const lower = Float64Array.from(a.data);
  factor(lower, a.rows);
  const x = Float64Array.from(b.data);
  solveFactored(lower, a.rows, x, b.columns);
  return matrixOf(b.rows, b.columns, Float32Array.from(x));
}

function identity(size: number): Matrix {
  const matrix = matrixOf(size, size);
  for (let i = 0; i < size; i++) matrix.data[i * size + i] = 1;
  return matrix;
}
