import type { ItemModel } from "../item-model.ts";
import type { ContentKernel } from "./content-kernel.ts";

/** Films that are like those of the history: the sum of their likeness by content. Holds n² numbers; no one's views are used. */
export function contentSimilarity(kernel: ContentKernel): ItemModel {
  const { rows: itemCount, data } = kernel.matrix();
  return {
    itemCount,
    score(history, scores) {
      scores.fill(0);
      for (let place = 0; place < history.length; place++) {
        const row = history[place]! * itemCount;
        for (let item = 0; item < itemCount; item++) scores[item]! += data[row + item]!;
      }
    },
    similarTo(item, scores) {
      scores.set(data.subarray(item * itemCount, (item + 1) * itemCount));
    },
    contributions: (history, item) => Float32Array.from(history, (film) => data[film * itemCount + item]!),
  };
}
