import { matrixOf, type LinearAlgebra, type Matrix } from "../linear-algebra/linear-algebra.ts";
import { createRandom } from "../random.ts";
import type { Gram } from "../statistics/gram.ts";
import { embeddingModel, type EmbeddingModel } from "./embedding-model.ts";

export type ItemEmbeddingsOptions = Readonly<{
  dimensions: number;
  /** Films are scaled by `G_jj^−scaling` before: the greater, the less the popular decide where the axes lie. */
  scaling?: number;
  /** How often the axes are turned towards the greatest; more of them, nearer to the exact ones. */
  iterations?: number;
}>;

/**
 * Collaborative film embeddings: the films along the d greatest axes of the Gram matrix G (PureSVD, Cremonesi et al. 2010;
 * with scaling EigenRec, Nikolakopoulos et al. 2019). With `S = diag(G_jj)^−scaling` and Q the orthonormal d greatest
 * eigenvectors of `S·G·S`, found by subspace iteration,
 *
 *     item vector j = Q_j,      user vector = Σ_{i in history} S_ii · Q_i
 *
 * No user is ever stored or trained: a history is folded in by adding up. Cost: per iteration one n × n by n × d product and
 * n·d² for the axes; n·d numbers; n·d multiplications for a score.
 */
export async function fitItemEmbeddings(
  gram: Gram,
  algebra: LinearAlgebra,
  { dimensions, scaling = 0, iterations = 12 }: ItemEmbeddingsOptions,
): Promise<EmbeddingModel> {
  const matrix = gram.toMatrix();
  const n = matrix.rows;
  const scale = Float64Array.from({ length: n }, (_, j) => (gram.at(j, j) > 0 ? gram.at(j, j) ** -scaling : 0));
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) matrix.data[i * n + j]! *= scale[i]! * scale[j]!;
  const random = createRandom(0);
  let axes = matrixOf(n, Math.min(dimensions, n));
  for (let at = 0; at < axes.data.length; at++) axes.data[at] = random.normal();
  for (let iteration = 0; iteration < iterations; iteration++) {
    axes = await algebra.multiply(matrix, axes);
    orthonormalise(axes);
  }
  const d = axes.columns;
  const contributions = (history: ArrayLike<number>, item: number) =>
    Float32Array.from(history, (film) => {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += axes.data[film * d + k]! * axes.data[item * d + k]!;
      return sum * scale[film]!;
    });
  const towers = embeddingModel(axes.data, d, (history) => {
    const user = new Float32Array(d);
    for (let place = 0; place < history.length; place++) {
      const film = history[place]!;
      for (let k = 0; k < d; k++) user[k]! += scale[film]! * axes.data[film * d + k]!;
    }
    return user;
  });
  return { ...towers, contributions };
}

/** What is left of a column after taking out the others must be more than this of it, else the column is nothing but them. */
const NEGLIGIBLE = 1e-5;

/** Makes the columns perpendicular and of length 1 in place, or 0, by Gram and Schmidt, twice over for the rounding. */
function orthonormalise({ rows, columns, data }: Matrix): void {
  const done: Float64Array[] = [];
  for (let column = 0; column < columns; column++) {
    const axis = Float64Array.from({ length: rows }, (_, row) => data[row * columns + column]!);
    const before = Math.sqrt(dot(axis, axis));
    for (let pass = 0; pass < 2; pass++) {
      for (const other of done) {
        const share = dot(axis, other);
        for (let row = 0; row < rows; row++) axis[row]! -= share * other[row]!;
      }
    }
    const length = Math.sqrt(dot(axis, axis));
    const factor = length > NEGLIGIBLE * before ? 1 / length : 0;
    for (let row = 0; row < rows; row++) data[row * columns + column] = axis[row]! *= factor;
    done.push(axis);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
