import type { ItemModel } from "../item-model.ts";

/** A model of two towers: a vector for each film, one made of any history, and their dot product as the score. */
export type EmbeddingModel = ItemModel &
  Readonly<{
    dimensions: number;
    /** Film by film, `dimensions` numbers each. */
    itemVectors: Float32Array;
    /** The user tower: where a history lies among the films. */
    userVector(history: ArrayLike<number>): Float32Array;
  }>;

/** Two towers from the films' vectors and a way to fold a history in; alike are films by cosine. */
export function embeddingModel(
  itemVectors: Float32Array,
  dimensions: number,
  userVector: (history: ArrayLike<number>) => Float32Array,
): EmbeddingModel {
  const itemCount = itemVectors.length / dimensions;
  const lengths = Float64Array.from({ length: itemCount }, (_, item) => {
    return Math.sqrt(dot(itemVectors, item * dimensions, itemVectors, item * dimensions, dimensions));
  });
  return {
    itemCount,
    dimensions,
    itemVectors,
    userVector,
    score(history, scores) {
      const user = userVector(history);
      for (let item = 0; item < itemCount; item++)
        scores[item] = dot(user, 0, itemVectors, item * dimensions, dimensions);
    },
    similarTo(item, scores) {
      for (let other = 0; other < itemCount; other++) {
        const product = dot(itemVectors, item * dimensions, itemVectors, other * dimensions, dimensions);
        scores[other] = product === 0 ? 0 : product / (lengths[item]! * lengths[other]!);
      }
    },
  };
}

function dot(a: Float32Array, atA: number, b: Float32Array, atB: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += a[atA + k]! * b[atB + k]!;
  return sum;
}
