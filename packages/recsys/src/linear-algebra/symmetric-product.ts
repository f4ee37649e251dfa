import type { Matrix } from "./linear-algebra.ts";

/**
 * `A · x` of a symmetric matrix, in 64-bit floats. Only what is on and below the diagonal is read, two rows at a time: for
 * large matrices the time goes into fetching them.
 */
export function symmetricProduct({ rows: n, data }: Matrix, x: Float64Array): Float64Array {
  const product = new Float64Array(n);
  let row = 0;
  for (; row + 1 < n; row += 2) {
    const upper = row * n;
    const lower = upper + n;
    const ofUpper = x[row]!;
    const ofLower = x[row + 1]!;
    const between = data[lower + row]!;
    let upperSum = data[upper + row]! * ofUpper + between * ofLower;
    let lowerSum = between * ofUpper + data[lower + row + 1]! * ofLower;
    for (let k = 0; k < row; k++) {
      const a = data[upper + k]!;
      const b = data[lower + k]!;
      const value = x[k]!;
      upperSum += a * value;
      lowerSum += b * value;
      product[k]! += a * ofUpper + b * ofLower;
    }
    product[row] = upperSum;
    product[row + 1] = lowerSum;
  }
  if (row < n) {
    const value = x[row]!;
    let sum = data[row * n + row]! * value;
    for (let k = 0; k < row; k++) {
      sum += data[row * n + k]! * x[k]!;
      product[k]! += data[row * n + k]! * value;
    }
    product[row] = sum;
  }
  return product;
}
