/** Scores of documents by slot, and what their differences count. */
export type ScorePart = Readonly<{
  scores: Float64Array;
  weight: number;
  /** The documents that there are scores of; all unless told. */
  slots?: Int32Array;
}>;

/**
 * Writes the weighted sum of the parts into `blended`, each in standard deviations from its mean over its documents, so that
 * scores of different kinds can be added. A document without score in a part is average there, and so are all where no two
 * differ; slots that are not among `slots` get 0. Cost: parts times documents.
 */
export function blendZScores(parts: readonly ScorePart[], slots: Int32Array, blended: Float64Array): void {
  blended.fill(0);
  for (const { scores, weight, slots: told = slots } of parts) {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < told.length; i++) sum += scores[told[i]!]!;
    const mean = sum / told.length;
    for (let i = 0; i < told.length; i++) {
      const off = scores[told[i]!]! - mean;
      squares += off * off;
    }
    const deviation = Math.sqrt(squares / told.length);
    if (!(deviation > Number.EPSILON)) continue;
    const unit = weight / deviation;
    for (let i = 0; i < told.length; i++) blended[told[i]!]! += unit * (scores[told[i]!]! - mean);
  }
}
