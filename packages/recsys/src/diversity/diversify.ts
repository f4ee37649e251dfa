import type { Scored } from "../scored.ts";

export type DiversifyOptions<T> = Readonly<{
  count: number;
  /** How much the score weighs against variety, 0–1; 1 keeps the order of scores. */
  relevance: number;
  /** In [0, 1]. */
  similarity: (a: T, b: T) => number;
}>;

/**
 * Maximal marginal relevance (Carbonell and Goldstein 1998): takes the best film, then again and again the one with the
 * highest `relevance · score / best − (1 − relevance) · its likeness to the most similar film taken so far`. Items come
 * best first; equal values go to the earlier.
 *
 * Likeness only ever grows, so that a film is compared with what was taken meanwhile when it would be next and not before
 * (Minoux 1978): most films are compared with few.
 */
export function diversify<T extends Scored>(items: readonly T[], options: DiversifyOptions<T>): T[] {
  const { count, relevance, similarity } = options;
  const best = items[0]?.score ?? 0;
  const worth = (item: T, likeness: number) =>
    relevance * (best > 0 ? item.score / best : 0) - (1 - relevance) * likeness;
  const left = items.map((item) => ({ item, compared: 0, likeness: 0, atMost: worth(item, 0) }));
  const taken: T[] = [];
  while (taken.length < count && left.length > 0) {
    let place = 0;
    for (let other = 1; other < left.length; other++) if (left[other]!.atMost > left[place]!.atMost) place = other;
    const next = left[place]!;
    if (next.compared === taken.length) {
      left.splice(place, 1);
      taken.push(next.item);
      continue;
    }
    for (; next.compared < taken.length; next.compared++) {
      next.likeness = Math.max(next.likeness, similarity(next.item, taken[next.compared]!));
    }
    next.atMost = worth(next.item, next.likeness);
  }
  return taken;
}
