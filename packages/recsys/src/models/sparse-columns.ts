import type { ItemModel } from "../item-model.ts";

/** What the films `items` say for one film. */
export type SparseColumn = Readonly<{ items: Int32Array; weights: Float32Array }>;

/**
 * The linear model with few weights for each film: `score_j = Σ_{i in history} W[i, j]`, given the columns of W. Alike are the
 * films by `W[i, j] + W[j, i]`. Cost: for a score one pass over the weights of the history's films; two copies of the weights.
 */
export function sparseColumns(columns: readonly SparseColumn[]): ItemModel {
  const rows = transposed(columns);
  const itemCount = columns.length;
  const addRow = (item: number, scores: Float32Array) => {
    for (let at = rows.starts[item]!; at < rows.starts[item + 1]!; at++) scores[rows.items[at]!]! += rows.weights[at]!;
  };
  return {
    itemCount,
    score(history, scores) {
      scores.fill(0);
      for (let place = 0; place < history.length; place++) addRow(history[place]!, scores);
    },
    similarTo(item, scores) {
      scores.fill(0);
      addRow(item, scores);
      const { items, weights } = columns[item]!;
      for (const [at, other] of items.entries()) scores[other]! += weights[at]!;
    },
    contributions(history, item) {
      const { items, weights } = columns[item]!;
      const weightOf = new Map(Array.from(items, (other, at) => [other, weights[at]!]));
      return Float32Array.from(history, (film) => weightOf.get(film) ?? 0);
    },
  };
}

/** The same weights by row, one after the other: row `i` from `starts[i]` to before `starts[i + 1]`. */
function transposed(columns: readonly SparseColumn[]) {
  const starts = new Int32Array(columns.length + 1);
  for (const { items } of columns) for (const item of items) starts[item + 1]!++;
  for (let item = 0; item < columns.length; item++) starts[item + 1]! += starts[item]!;
  const next = starts.slice();
  const items = new Int32Array(starts[columns.length]!);
  const weights = new Float32Array(items.length);
  for (const [item, column] of columns.entries()) {
    for (const [at, other] of column.items.entries()) {
      const place = next[other]!++;
      items[place] = item;
      weights[place] = column.weights[at]!;
    }
  }
  return { starts, items, weights };
}
