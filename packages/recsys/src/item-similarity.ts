/**
 * How alike two films are by who saw both, from the directed counts both ways:
 *
 *     sim(a, b) = (T[a,b] + T[b,a]) / √(pop_a · pop_b)
 *
 * Symmetric; 0 when nobody saw both. With undecayed counts it is the cosine of the films' viewer vectors, in [0, 1];
 * decay takes from pairs that viewers saw far apart.
 */
export function itemSimilarity(
  counts: Readonly<{ forward: number; backward: number }>,
  popularity: readonly [a: number, b: number],
): number {
  const [a, b] = popularity;
  return (counts.forward + counts.backward) / Math.sqrt(Math.max(1, a) * Math.max(1, b));
}
