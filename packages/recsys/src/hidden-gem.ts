/** How a film stands among all films. */
export type GemFacts = Readonly<{
  /** Its mean rating, drawn towards the usual one. */
  liking: number;
  /** How many viewers have it in their history. */
  viewers: number;
}>;

/**
 * How much of a hidden gem a film is: well liked and little seen, `(liking − usual) · (1 − √(viewers / most))`, where
 * `most` is the viewers of the most seen film. 0 for films that are no better than usual and for those nobody saw.
 */
export function gemScore({ liking, viewers }: GemFacts, among: Readonly<{ usual: number; most: number }>): number {
  if (viewers <= 0 || liking <= among.usual) return 0;
  return (liking - among.usual) * (1 - Math.sqrt(Math.min(1, viewers / Math.max(1, among.most))));
}
