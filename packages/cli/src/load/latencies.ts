/** How calls went since the last report. */
export type Outcomes = Readonly<{ done: number; failed: number; p50Ms: number; p99Ms: number }>;

export interface Latencies {
  /** Takes note of a call that took `ms` and did `count` things. */
  done(ms: number, count?: number): void;
  failed(count?: number): void;
  /** What has been noted since the last time. */
  take(): Outcomes;
}

export function createLatencies(): Latencies {
  let times: number[] = [];
  let done = 0;
  let failed = 0;
  return {
    done(ms, count = 1) {
      times.push(ms);
      done += count;
    },
    failed: (count = 1) => void (failed += count),
    take() {
      const sorted = times.toSorted((a, b) => a - b);
      const quantile = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
      const outcomes = { done, failed, p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
      times = [];
      done = 0;
      failed = 0;
      return outcomes;
    },
  };
}
