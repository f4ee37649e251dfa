/** How alike two films are, of how many had `both` and how many had each; 0 where nobody had both. */
export type Similarity = (both: number, one: number, other: number) => number;

/** The cosine of the films' vectors of viewers: `both / √(one · other)`. */
export const cosine: Similarity = (both, one, other) => (both > 0 ? both / Math.sqrt(one * other) : 0);

/** Who had both of those who had any: `both / (one + other − both)`. */
export const jaccard: Similarity = (both, one, other) => (both > 0 ? both / (one + other - both) : 0);

/**
 * The square root of the log-likelihood ratio (Dunning 1993) by which having one film and having the other, among `users`
 * in all, hang together; 0 where they come together less often than by chance.
 */
export function logLikelihoodRatio(users: number): Similarity {
  return (both, one, other) => {
    if (both * users <= one * other) return 0;
    const cells = entropy(both, one - both, other - both, users - one - other + both);
    const ratio = 2 * (entropy(one, users - one) + entropy(other, users - other) - cells);
    return Math.sqrt(Math.max(0, ratio));
  };
}

/** Counts' entropy, times their sum. */
function entropy(...counts: number[]): number {
  let [total, sum] = [0, 0];
  for (const count of counts) {
    if (count <= 0) continue;
    total += count;
    sum += count * Math.log(count);
  }
  return total > 0 ? total * Math.log(total) - sum : 0;
}
