/** A film that the viewer told of; `weight` is positive for and negative against it. */
export type TastedFilm = Readonly<{ genres: readonly string[]; weight: number }>;

const USUAL_FILMS = 5;

/**
 * How much more than usual a viewer likes each genre: the natural logarithm of his share of the genre over the
 * genre's share of all films, both drawn together as if he had told of five usual films. Above 0: more than usual.
 * Only genres of the films that he told of are answered.
 */
export function genreTaste(films: readonly TastedFilm[], usualShare: (genre: string) => number): Map<string, number> {
  const sums = new Map<string, number>();
  let told = 0;
  for (const { genres, weight } of films) {
    told += Math.abs(weight);
    for (const genre of genres) sums.set(genre, (sums.get(genre) ?? 0) + weight);
  }
  const taste = new Map<string, number>();
  for (const [genre, sum] of sums) {
    const usual = usualShare(genre);
    if (usual <= 0) continue;
    const share = Math.max(0, sum + USUAL_FILMS * usual) / (told + USUAL_FILMS);
    taste.set(genre, Math.log(Math.max(share, usual / 100) / usual));
  }
  return taste;
}
