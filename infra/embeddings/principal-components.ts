const SWEEPS = 12;
const SMALL = 1e-9;

/**
 * The `count` directions in which rows of `width` numbers, whose mean is 0, differ most, the first most: unit eigenvectors of
 * their covariance by Jacobi's rotations (Golub & Van Loan, Matrix Computations, 8.5), each of its largest number positive.
 */
export function principalComponents(rows: Float32Array, width: number, count: number): Float64Array[] {
  const matrix = covarianceOf(rows, width);
  const vectors = Array.from({ length: width }, (_, i) =>
    Float64Array.from({ length: width }, (_, j) => Number(i === j)),
  );
  for (let sweep = 0; sweep < SWEEPS && isOpen(matrix); sweep++)
    for (let p = 0; p < width; p++) for (let q = p + 1; q < width; q++) rotate(matrix, vectors, p, q);
  const order = Array.from(vectors.keys()).sort((a, b) => matrix[b]![b]! - matrix[a]![a]!);
  return order.slice(0, count).map((which) => facing(vectors[which]!));
}

/** Takes the mean of all rows from each. */
export function centre(rows: Float32Array, width: number): void {
  const means = new Float64Array(width);
  for (let at = 0; at < rows.length; at++) means[at % width]! += rows[at]! / (rows.length / width);
  for (let at = 0; at < rows.length; at++) rows[at]! -= means[at % width]!;
}

/** Each row's coordinates along the directions. */
export function project(rows: Float32Array, width: number, directions: readonly Float64Array[]): Float32Array {
  const projected = new Float32Array((rows.length / width) * directions.length);
  for (let from = 0, to = 0; from < rows.length; from += width)
    for (const direction of directions) {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += direction[i]! * rows[from + i]!;
      projected[to++] = sum;
    }
  return projected;
}

function covarianceOf(rows: Float32Array, width: number): Float64Array[] {
  const sums = Array.from({ length: width }, () => new Float64Array(width));
  for (let at = 0; at < rows.length; at += width)
    for (let i = 0; i < width; i++) {
      const [value, line] = [rows[at + i]!, sums[i]!];
      for (let j = i; j < width; j++) line[j]! += value * rows[at + j]!;
    }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) sums[i]![j] = sums[j]![i]!;
  return sums;
}

function isOpen(matrix: readonly Float64Array[]): boolean {
  let [off, on] = [0, 0];
  for (const [i, line] of matrix.entries())
    for (const [j, value] of line.entries()) {
      if (i === j) on += value ** 2;
      else off += value ** 2;
    }
  return off > SMALL ** 2 * on;
}

/** Makes the element at `p`, `q` zero; row `p` of `vectors` is the direction that the diagonal's `p`-th belongs to. */
function rotate(matrix: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const [ofP, ofQ] = [matrix[p]!, matrix[q]!];
  const middle = ofP[q]!;
  if (middle === 0) return;
  const ratio = (ofQ[q]! - ofP[p]!) / (2 * middle);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(1, ratio));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  turn(ofP, ofQ, cosine, sine);
  for (const line of matrix) {
    const [a, b] = [line[p]!, line[q]!];
    line[p] = cosine * a - sine * b;
    line[q] = sine * a + cosine * b;
  }
  turn(vectors[p]!, vectors[q]!, cosine, sine);
}

function turn(one: Float64Array, other: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < one.length; i++) {
    const [a, b] = [one[i]!, other[i]!];
    one[i] = cosine * a - sine * b;
    other[i] = sine * a + cosine * b;
  }
}

function facing(vector: Float64Array): Float64Array {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? vector.map((value) => -value) : vector;
}
