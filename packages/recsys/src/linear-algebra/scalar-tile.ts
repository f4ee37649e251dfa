import type { TileKernel } from "./packed-gemm.ts";

/** A tile of four by four numbers, which the processor's registers hold, in plain TypeScript and 64-bit floats. */
export const scalarTile: TileKernel = {
  rows: 4,
  columns: 4,
  packed: (length) => new Float64Array(length),
  edge: (length) => new Float32Array(length),
  addTile(a, left, b, right, depth, c, offset, rowStep) {
    let c00 = 0;
    let c01 = 0;
    let c02 = 0;
    let c03 = 0;
    let c10 = 0;
    let c11 = 0;
    let c12 = 0;
    let c13 = 0;
    let c20 = 0;
    let c21 = 0;
    let c22 = 0;
    let c23 = 0;
    let c30 = 0;
    let c31 = 0;
    let c32 = 0;
    let c33 = 0;
    for (let k = 0, p = left, q = right; k < depth; k++, p += 4, q += 4) {
      const b0 = b[q]!;
      const b1 = b[q + 1]!;
      const b2 = b[q + 2]!;
      const b3 = b[q + 3]!;
      const a0 = a[p]!;
      c00 += a0 * b0;
      c01 += a0 * b1;
      c02 += a0 * b2;
      c03 += a0 * b3;
      const a1 = a[p + 1]!;
      c10 += a1 * b0;
      c11 += a1 * b1;
      c12 += a1 * b2;
      c13 += a1 * b3;
      const a2 = a[p + 2]!;
      c20 += a2 * b0;
      c21 += a2 * b1;
      c22 += a2 * b2;
      c23 += a2 * b3;
      const a3 = a[p + 3]!;
      c30 += a3 * b0;
      c31 += a3 * b1;
      c32 += a3 * b2;
      c33 += a3 * b3;
    }
    c[offset]! += c00;
    c[offset + 1]! += c01;
    c[offset + 2]! += c02;
    c[offset + 3]! += c03;
    let row = offset + rowStep;
    c[row]! += c10;
    c[row + 1]! += c11;
    c[row + 2]! += c12;
    c[row + 3]! += c13;
    row += rowStep;
    c[row]! += c20;
    c[row + 1]! += c21;
    c[row + 2]! += c22;
    c[row + 3]! += c23;
    row += rowStep;
    c[row]! += c30;
    c[row + 1]! += c31;
    c[row + 2]! += c32;
    c[row + 3]! += c33;
  },
};
