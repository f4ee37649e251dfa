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
    const cells = xLogX(both) + xLogX(one - both) + xLogX(other - both) + xLogX(users - one - other + both);
    const margins = xLogX(one) + xLogX(users - one) + xLogX(other) + xLogX(users - other);
    return Math.sqrt(Math.max(0, 2 * (cells - margins + xLogX(users))));
  };
}

const xLogX = (x: number) => (x > 0 ? x * Math.log(x) : 0);
