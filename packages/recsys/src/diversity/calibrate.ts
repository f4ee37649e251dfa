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
  const left = items.map((item) => ({ item, worth: best > 0 ? item.score / best : 0, genres: genresOf(item) }));
  const taken: T[] = [];
  const amounts = new Map<string, number>();
  let [worth, told] = [0, 0];
  const valueOf = (next: (typeof left)[number]) => {
    const own = next.genres.length > 0 ? 1 / next.genres.length : 0;
    const films = told + (own > 0 ? 1 : 0);
    const shareOf = (genre: string) =>
      films === 0 ? 0 : ((amounts.get(genre) ?? 0) + (next.genres.includes(genre) ? own : 0)) / films;
    return (1 - strength) * (worth + next.worth) - strength * divergence(taste, shareOf);
  };
  while (taken.length < count && left.length > 0) {
    let [next, value] = [left[0]!, -Infinity];
    for (const other of left) {
      const own = valueOf(other);
      if (own > value) [next, value] = [other, own];
    }
    left.splice(left.indexOf(next), 1);
    taken.push(next.item);
    worth += next.worth;
    if (next.genres.length > 0) told++;
    for (const genre of next.genres) amounts.set(genre, (amounts.get(genre) ?? 0) + 1 / next.genres.length);
  }
  return taken;
}

/** Kullback and Leibler's divergence of the taste from the shares, in nats. */
function divergence(taste: ReadonlyMap<string, number>, shareOf: (genre: string) => number): number {
  let sum = 0;
  for (const [genre, wanted] of taste) {
    const had = (1 - MIXED_IN) * shareOf(genre) + MIXED_IN * wanted;
    if (wanted > 0) sum += wanted * Math.log(wanted / had);
  }
  return sum;
}
