/** Votes on one thing: their sum and their number. */
export type Votes = Readonly<{ sum: number; count: number }>;

/**
 * The mean of the votes, drawn towards what is usual until there are enough of them:
 * `(weight · mean + sum) / (weight + count)`. `weight` is how many votes the usual mean stands for.
 */
export function bayesianAverage(votes: Votes, usual: Readonly<{ mean: number; weight: number }>): number {
  const count = usual.weight + votes.count;
  return count === 0 ? usual.mean : (usual.weight * usual.mean + votes.sum) / count;
}

/** The mean of all votes together, `fallback` where there is none. */
export function overallMean(all: Iterable<Votes>, fallback: number): number {
  let [sum, count] = [0, 0];
  for (const votes of all) {
    sum += votes.sum;
    count += votes.count;
  }
  return count === 0 ? fallback : sum / count;
}
