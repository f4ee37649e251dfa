import type { Statistic } from "./statistic.ts";

export type PopularityCounts = Statistic & Readonly<{ counts: Float64Array }>;

/** How many had each film: `pop[j] += 1`. Exact. */
export function createPopularity(itemCount: number): PopularityCounts {
  let counts = new Float64Array(itemCount);
  const grow = (size: number) => {
    if (size <= counts.length) return;
    const grown = new Float64Array(size);
    grown.set(counts);
    counts = grown;
  };
  return {
    get itemCount() {
      return counts.length;
    },
    get counts() {
      return counts;
    },
    add(_history, item) {
      counts[item]! += 1;
    },
    subtract(_history, item) {
      counts[item]! -= 1;
    },
    merge({ itemCount: size, arrays }) {
      grow(size);
      for (const [item, count] of arrays["counts"]!.entries()) counts[item]! += count;
    },
    grow,
    save: () => ({ itemCount: counts.length, arrays: { counts: counts.slice() } }),
  };
}
