import type { ItemModel } from "../item-model.ts";
import type { Matrix } from "../linear-algebra/linear-algebra.ts";
import { scalarAddRows } from "./add-rows.ts";

/**
 * A square matrix of what each film (row) says for each other (column), and how a history is weighted with it: the film that
 * is `age` places behind the latest counts `decay^age`. With 0 only the latest counts, with 1 all count the same.
 */
export type Layer = Readonly<{ weights: Matrix; decay: number }>;

/** A model that is its layers: they are all there is to store of it. */
export type LinearItemModel = ItemModel & Readonly<{ layers: readonly Layer[] }>;

/** What weighs less than this of the latest film is left out. */
const NEGLIGIBLE = 1e-5;

/**
 * The linear item models: `score_j = Σ_layers Σ_age decay^age · W[history[end − age], j]`. Scores are exact sums of
 * contributions. Alike are the films whose rows of the first layers speak for each other, either way:
 * `Σ_layers W[i, j] + W[j, i]`. Cost: one pass over a row per film of the history and layer.
 */
export function rowSums(layers: readonly Layer[], addRows = scalarAddRows): LinearItemModel {
  const itemCount = layers[0]?.weights.columns ?? 0;
  /** A row of the weights at a time, so that what is read lies together. */
  const explain = (history: ArrayLike<number>, items: ArrayLike<number>): Float32Array => {
    const parts = new Float32Array(history.length * items.length);
    for (const { weights, decay } of layers) {
      for (let age = 0; age < reach(history.length, decay); age++) {
        const place = history.length - 1 - age;
        const [weight, from, to] = [decay ** age, history[place]! * itemCount, place * items.length];
        for (let i = 0; i < items.length; i++) parts[to + i]! += weight * weights.data[from + items[i]!]!;
      }
    }
    return parts;
  };

  return {
    itemCount,
    layers,
    score(history, scores) {
      scores.fill(0);
      for (const { weights, decay } of layers) {
        const ages = reach(history.length, decay);
        const rows = Int32Array.from({ length: ages }, (_, age) => history[history.length - 1 - age]!);
        const fading = Float32Array.from({ length: ages }, (_, age) => decay ** age);
        addRows(weights, rows, fading, scores);
      }
    },
    similarTo(item, scores) {
      scores.fill(0);
      for (const { weights } of layers) {
        for (let j = 0; j < itemCount; j++) {
          scores[j]! += weights.data[item * itemCount + j]! + weights.data[j * itemCount + item]!;
        }
      }
    },
    contributions: (history, item) => explain(history, [item]),
    explain,
  };
}

/** How many of a history's films, counted from the latest, weigh enough. */
function reach(length: number, decay: number): number {
  if (decay <= 0) return Math.min(length, 1);
  if (decay >= 1) return length;
  return Math.min(length, 1 + Math.floor(Math.log(NEGLIGIBLE) / Math.log(decay)));
}
