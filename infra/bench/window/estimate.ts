import { seeded } from "../seeded.ts";
import type { Trial } from "./protocols.ts";

/** A figure with its 95 % interval. */
export type Estimate = Readonly<{ value: number; low: number; high: number }>;

export type Metric<T = Trial> = (trial: T) => number;
type OfViewer = Readonly<{ userId: string }>;

/** With one film to find: 1 / log2(place + 2) for a place from 0 within the list, else 0. */
export const ndcg: Metric = ({ place }) => (place < 0 ? 0 : 1 / Math.log2(place + 2));
/** With one film to find: whether it was in the list. */
export const recall: Metric = ({ place }) => Number(place >= 0);

const RESAMPLES = 2000;
const SEED = 7;

/**
 * The mean of a metric over trials. The interval is the percentile bootstrap over viewers, since one viewer's trials are
 * alike: a resample draws as many viewers, each with all his trials.
 */
export function estimate<T extends OfViewer>(trials: readonly T[], metric: Metric<T>): Estimate {
  return bootstrap(sumsByViewer(trials, metric));
}

/** The same of the difference to other trials of the same viewers and films in the same order. */
export function estimateDifference<T extends OfViewer>(
  trials: readonly T[],
  others: readonly T[],
  metric: Metric<T>,
): Estimate {
  const differences = new Map(trials.map((trial, index) => [trial, metric(trial) - metric(others[index]!)]));
  return bootstrap(sumsByViewer(trials, (trial) => differences.get(trial)!));
}

type Sum = Readonly<{ sum: number; count: number }>;

function sumsByViewer<T extends OfViewer>(trials: readonly T[], metric: Metric<T>): Sum[] {
  return [...Map.groupBy(trials, ({ userId }) => userId).values()].map((ofViewer) => ({
    sum: ofViewer.reduce((sum, trial) => sum + metric(trial), 0),
    count: ofViewer.length,
  }));
}

function bootstrap(sums: readonly Sum[]): Estimate {
  const random = seeded(SEED);
  const means = Array.from({ length: RESAMPLES }, () =>
    meanOf(Array.from(sums, () => sums[Math.floor(random() * sums.length)]!)),
  ).sort((a, b) => a - b);
  return {
    value: meanOf(sums),
    low: means[Math.floor(0.025 * RESAMPLES)]!,
    high: means[Math.floor(0.975 * RESAMPLES)]!,
  };
}

function meanOf(sums: readonly Sum[]): number {
  let [sum, count] = [0, 0];
  for (const one of sums) {
    sum += one.sum;
    count += one.count;
  }
  return sum / count;
}
