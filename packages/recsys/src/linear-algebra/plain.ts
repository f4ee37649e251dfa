import { invertInPlace } from "./invert.ts";
import { matrixOf, type LinearAlgebra } from "./linear-algebra.ts";
import { packedGemm } from "./packed-gemm.ts";
import { scalarTile } from "./scalar-tile.ts";
import { scratchOf, solveInPlace } from "./solve.ts";
import { transposed, viewOf } from "./view.ts";

const kernel = packedGemm(scalarTile);

/** Plain TypeScript in this thread, which it blocks while it works; sums of products in 64-bit floats. Works everywhere. */
export const plainLinearAlgebra: LinearAlgebra = {
  name: "typescript",
  async multiply(a, b, { transposeA = false } = {}) {
    const left = transposeA ? transposed(viewOf(a)) : viewOf(a);
    const product = matrixOf(left.rows, b.columns);
    kernel.gemm(1, left, viewOf(b), 0, viewOf(product));
    return product;
  },
  async invertSpd(matrix) {
    const inverse = { ...matrix, data: matrix.data.slice() };
    await invertInPlace(kernel, viewOf(inverse));
    return inverse;
  },
  async solveSpd(a, b) {
    const x = { ...b, data: b.data.slice() };
    const scratch = new Float32Array(scratchOf(a.rows, b.columns));
    await solveInPlace(kernel, viewOf({ ...a, data: a.data.slice() }), viewOf(x), scratch);
    return x;
  },
};
