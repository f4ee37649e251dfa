export type CalibrateOptions<T> = Readonly<{
  count: number;
  /** How much the viewer's genres count against the score, 0–1; 0 keeps the order of scores. */
  strength: number;
  /** The viewer's share of each genre; they sum to 1. */
  taste: ReadonlyMap<string, number>;
  genresOf: (item: T) => readonly string[];
}>;

/** How much of the taste the list is thought to have beside its own, so that no genre is missing altogether. */
const MIXED_IN = 0.01;

/** The share of each genre among films, all of a film's genres alike; nothing of no genres. */
export function genreShares(films: Iterable<readonly string[]>): Map<string, number> {
  const shares = new Map<string, number>();
  let total = 0;
  for (const genres of films) {
    if (genres.length > 0) total++;
    for (const genre of genres) shares.set(genre, (shares.get(genre) ?? 0) + 1 / genres.length);
  }
  for (const [genre, share] of shares) shares.set(genre, share / total);
  return shares;
}

/**
 * Calibrated recommendations (Steck 2018): takes again and again the item with which the list has most of
 * `(1 − strength) · Σ score / best − strength · KL(taste ‖ the list's genre shares)`, so that someone who sees three crime
 * films in ten and seven comedies gets about as much of either. Items come best first; equal values go to the earlier. Cost:
 * count · items · genres.
 */
export function calibrate<T extends Readonly<{ score: number }>>(
  items: readonly T[],
  { count, strength, taste, genresOf }: CalibrateOptions<T>,
): T[] {
  const best = items[0]?.score ?? 0;
  const left = items.map((item) => ({ item, genres: genresOf(item) }));
  const taken: typeof left = [];
  let sum = 0;
  const valueOf = (next: (typeof left)[number]) => {
    const score = sum + (best > 0 ? next.item.score / best : 0);
    const shares = genreShares([...taken, next].map(({ genres }) => genres));
    return (1 - strength) * score - strength * divergence(taste, shares);
  };
  while (taken.length < count && left.length > 0) {
    let [next, value] = [left[0]!, -Infinity];
    for (const other of left) {
      const own = valueOf(other);
      if (own > value) [next, value] = [other, own];
    }
    left.splice(left.indexOf(next), 1);
    taken.push(next);
    sum += best > 0 ? next.item.score / best : 0;
  }
  return taken.map(({ item }) => item);
}

/** Kullback and Leibler's divergence of the taste from the shares, in nats. */
function divergence(taste: ReadonlyMap<string, number>, shares: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [genre, wanted] of taste) {
    const had = (1 - MIXED_IN) * (shares.get(genre) ?? 0) + MIXED_IN * wanted;
    if (wanted > 0) sum += wanted * Math.log(wanted / had);
  }
  return sum;
}
