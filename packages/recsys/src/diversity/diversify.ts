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
 */
export function diversify<T extends Scored>(items: readonly T[], options: DiversifyOptions<T>): T[] {
  const { count, relevance, similarity } = options;
  const best = items[0]?.score ?? 0;
  const left = items.map((item) => ({ item, likeness: 0 }));
  const taken: T[] = [];
  const marginal = ({ item, likeness }: (typeof left)[number]) =>
    relevance * (best > 0 ? item.score / best : 0) - (1 - relevance) * likeness;
  while (taken.length < count && left.length > 0) {
    let next = left[0]!;
    for (const other of left) if (marginal(other) > marginal(next)) next = other;
    left.splice(left.indexOf(next), 1);
    taken.push(next.item);
    for (const other of left) other.likeness = Math.max(other.likeness, similarity(other.item, next.item));
  }
  return taken;
}
