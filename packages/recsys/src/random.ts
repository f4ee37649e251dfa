/** A seeded source of numbers that look like chance: the same seed always gives the same ones. */
export type Random = Readonly<{
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform among the whole numbers from 0 to before `n`. */
  below(n: number): number;
  /** Normal with mean 0 and variance 1. */
  normal(): number;
}>;

/** SplitMix (Steele, Lea and Flood 2014) in 32 bits, with MurmurHash3's finisher; Box and Muller for normals. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (n) => Math.floor(next() * n),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** The whole numbers from 0 to before `count` in an order drawn by lot (Fisher and Yates). */
export function shuffled(count: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const other = random.below(i + 1);
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order;
}
