/** A seeded source of random numbers: the same seed always yields the same sequence. */
export type Random = Readonly<{
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, n). */
  below(n: number): number;
  /** Normal with mean 0 and variance 1. */
  normal(): number;
  /** True with probability p. */
  chance(p: number): boolean;
  /** An index, drawn in proportion to the weights; -1 when all are 0. */
  weighted(weights: ArrayLike<number>): number;
  /** An independent source, named so that adding draws elsewhere does not change it. */
  fork(name: string): Random;
}>;

/** A source of random numbers from a seed (mulberry32; Box–Muller for normals). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    below: (n) => Math.floor(next() * n),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    chance: (p) => next() < p,
    weighted(weights) {
      let total = 0;
      for (let i = 0; i < weights.length; i++) total += weights[i] ?? 0;
      let left = next() * total;
      for (let i = 0; i < weights.length; i++) {
        left -= weights[i] ?? 0;
        if (left < 0) return i;
      }
      return -1;
    },
    fork: (name) => createRandom(hashOf(name, seed)),
  };
}

/** A 32-bit hash of a text (FNV-1a). */
export function hashOf(text: string, seed = 0): number {
  let hash = (2_166_136_261 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619) >>> 0;
  return hash;
}
