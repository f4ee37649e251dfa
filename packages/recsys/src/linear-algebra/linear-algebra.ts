/** Numbers row by row. */
export type Matrix = Readonly<{ rows: number; columns: number; data: Float32Array }>;

/**
 * What closed-form models need of a machine. All work is on 32-bit floats at the outside; inputs are left as they are,
 * and must not be changed before the result is there. Symmetric matrices are given whole.
 */
export interface LinearAlgebra {
  /** For reports, such as `typescript` or `onnxruntime 1.30.0, 2 threads`. */
  readonly name: string;
  /** `A · B`, with `A` transposed first where told. */
  multiply(a: Matrix, b: Matrix, options?: Readonly<{ transposeA?: boolean }>): Promise<Matrix>;
  /**
   * The inverse of a symmetric positive definite matrix.
   * @throws {NotPositiveDefiniteError}
   */
  invertSpd(matrix: Matrix): Promise<Matrix>;
  /**
   * `X` with `A · X = B`, `A` symmetric positive definite.
   * @throws {NotPositiveDefiniteError}
   */
  solveSpd(a: Matrix, b: Matrix): Promise<Matrix>;
}

/** The matrix has no Cholesky factor: it needs more on its diagonal. */
export class NotPositiveDefiniteError extends Error {
  readonly row: number;

  constructor(row: number) {
    super(`The matrix is not positive definite (row ${row}): add more to its diagonal.`);
    this.name = "NotPositiveDefiniteError";
    this.row = row;
  }
}

export function matrixOf(rows: number, columns: number, data: Float32Array = new Float32Array(rows * columns)): Matrix {
  return { rows, columns, data };
}
