/** Median, 95th and 99th percentile (nearest rank) and maximum, to two decimals. */
export function quantiles(values: readonly number[]): Readonly<{ p50: number; p95: number; p99: number; max: number }> {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0).toFixed(2));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
