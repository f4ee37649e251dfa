import type { ItemModel } from "../item-model.ts";
import type { Gram } from "../statistics/gram.ts";
import { largest } from "./largest.ts";
import type { Similarity } from "./similarities.ts";
import { sparseColumns } from "./sparse-columns.ts";

export type ItemKnnOptions = Readonly<{
  similarity: Similarity;
  /** How many films most like it speak for a film. */
  neighbours: number;
}>;

/**
 * Item-based nearest neighbours (Sarwar et al. 2001; Deshpande & Karypis 2004): `score_j = Σ sim(i, j)` over the films i of
 * the history that are among the `neighbours` films most like j. Cost: n² similarities; n · neighbours weights.
 */
export function fitItemKnn(gram: Gram, { similarity, neighbours }: ItemKnnOptions): ItemModel {
  const counts = Float64Array.from({ length: gram.itemCount }, (_, item) => gram.at(item, item));
  const alike = new Float64Array(gram.itemCount);
  return sparseColumns(
    Array.from(counts, (own, item) => {
      for (let other = 0; other < alike.length; other++) {
        alike[other] = other === item ? 0 : similarity(gram.at(item, other), own, counts[other]!);
      }
      const items = largest(alike, neighbours, 0);
      return { items, weights: Float32Array.from(items, (other) => alike[other]!) };
    }),
  );
}
