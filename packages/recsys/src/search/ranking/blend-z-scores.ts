/** Scores of documents by slot, and what their differences count. `has` tells of which documents there are scores; of all unless told. */
export type ScorePart = Readonly<{ scores: Float64Array; weight: number; has?: (slot: number) => boolean }>;

/**
 * Writes the weighted sum of the parts into `blended`, each in standard deviations from its mean over the documents of
 * `slots`, so that scores of different kinds can be added. A document without score in a part is average there, and so are
 * all where no two differ. Cost: parts times documents.
 */
export function blendZScores(parts: readonly ScorePart[], slots: Iterable<number>, blended: Float64Array): void {
  const all = Int32Array.from(slots);
  blended.fill(0);
  for (const { scores, weight, has } of parts) {
    const told = has ? all.filter(has) : all;
    let [sum, squares] = [0, 0];
    for (let i = 0; i < told.length; i++) sum += scores[told[i]!]!;
    const mean = sum / told.length;
    for (let i = 0; i < told.length; i++) squares += (scores[told[i]!]! - mean) ** 2;
    const deviation = Math.sqrt(squares / told.length);
    if (!(deviation > Number.EPSILON)) continue;
    for (let i = 0; i < told.length; i++) blended[told[i]!]! += (weight * (scores[told[i]!]! - mean)) / deviation;
  }
}
