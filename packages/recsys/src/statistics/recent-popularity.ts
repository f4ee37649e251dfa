import type { Statistic } from "./statistic.ts";

export type RecentPopularity = Statistic &
  Readonly<{
    halfLife: number;
    /** How many had each film, those at `now` as 1, those a half-life before it as ½. */
    at(now: number): Float64Array;
  }>;

/** 2020: with half-lives from a month, any time from 1950 to 2090 stays far from the ends of 64-bit floats. */
const EPOCH = 1_577_836_800;

/**
 * Decayed popularity: `r[j] += 2^((t − EPOCH) / halfLife)`, `halfLife` in seconds, a month or more. The weight is that of the
 * event's time alone, so nothing is ever weighted anew, and events may come late. Sums are of floats: what is taken back
 * leaves no more than 1e-15 of the greatest weight.
 */
export function createRecentPopularity(itemCount: number, halfLife: number): RecentPopularity {
  let weights = new Float64Array(itemCount);
  const weightAt = (time: number) => 2 ** ((time - EPOCH) / halfLife);
  const grow = (size: number) => {
    if (size <= weights.length) return;
    const grown = new Float64Array(size);
    grown.set(weights);
    weights = grown;
  };
  return {
    get itemCount() {
      return weights.length;
    },
    halfLife,
    at: (now) => weights.map((weight) => Math.max(0, weight / weightAt(now))),
    add(_history, item, time) {
      weights[item]! += weightAt(time);
    },
    subtract(_history, item, time) {
      weights[item]! -= weightAt(time);
    },
    merge({ itemCount: size, arrays }) {
      grow(size);
      for (const [item, weight] of arrays["weights"]!.entries()) weights[item]! += weight;
    },
    grow,
    save: () => ({ itemCount: weights.length, arrays: { weights: weights.slice() } }),
  };
}
