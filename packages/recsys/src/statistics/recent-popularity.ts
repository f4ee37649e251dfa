import type { Statistic } from "./statistic.ts";

export type RecentPopularity = Statistic &
  Readonly<{
    halfLife: number;
    /** How many had each film, those at `now` as 1, those a half-life before it as ½. */
    at(now: number): Float64Array;
  }>;

/** Half-lives in an era: a weight within it, from 1 to 2^256, and sums of them stay far from the end of 64-bit floats. */
const ERA = 256;

/**
 * Decayed popularity, `halfLife` in seconds: `r[era, j] += 2^(t / halfLife − ERA·era)` in the era of the event's time t. The
 * weight is that of the event's time alone, so nothing is ever weighted anew, and events may come late. Sums are of floats:
 * what is taken back leaves no more than 1e-15 of the greatest weight. Held are n numbers for each era that has events.
 */
export function createRecentPopularity(itemCount: number, halfLife: number): RecentPopularity {
  let size = itemCount;
  const eras = new Map<number, Float64Array>();

  function weightsOf(era: number): Float64Array {
    const weights = eras.get(era);
    if (weights && weights.length === size) return weights;
    const grown = new Float64Array(size);
    if (weights) grown.set(weights);
    eras.set(era, grown);
    return grown;
  }

  function apply(item: number, time: number, sign: 1 | -1): void {
    const age = time / halfLife;
    const era = Math.floor(age / ERA);
    weightsOf(era)[item]! += sign * 2 ** (age - ERA * era);
  }

  return {
    get itemCount() {
      return size;
    },
    halfLife,
    at(now) {
      const sums = new Float64Array(size);
      for (const [era, weights] of eras) {
        const factor = 2 ** (ERA * era - now / halfLife);
        for (const [item, weight] of weights.entries()) if (weight > 0) sums[item]! += weight * factor;
      }
      return sums;
    },
    add: (_history, item, time) => apply(item, time, 1),
    subtract: (_history, item, time) => apply(item, time, -1),
    merge({ itemCount: count, arrays }) {
      size = Math.max(size, count);
      for (const [era, others] of Object.entries(arrays)) {
        const weights = weightsOf(Number(era));
        for (const [item, weight] of others.entries()) weights[item]! += weight;
      }
    },
    grow(count) {
      size = Math.max(size, count);
    },
    save: () => ({
      itemCount: size,
      arrays: Object.fromEntries([...eras.keys()].map((era) => [String(era), weightsOf(era).slice()])),
    }),
  };
}
