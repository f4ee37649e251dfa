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
  const worth = (place: number) =>
    relevance * (best > 0 ? items[place]!.score / best : 0) - (1 - relevance) * likeness[place]!;
  const likeness = new Float64Array(items.length);
  const compared = new Int32Array(items.length);
  /** The worth by what an item was compared with: it may be less. */
  const atMost = Float64Array.from(items, (_, place) => worth(place));
  const taken: T[] = [];
  while (taken.length < Math.min(count, items.length)) {
    let next = 0;
    for (let other = 1; other < atMost.length; other++) if (atMost[other]! > atMost[next]!) next = other;
    const item = items[next]!;
    if (compared[next] === taken.length) {
      taken.push(item);
      atMost[next] = -Infinity;
      continue;
    }
    for (let at = compared[next]!; at < taken.length; at++) {
      likeness[next] = Math.max(likeness[next]!, similarity(item, taken[at]!));
    }
    compared[next] = taken.length;
    atMost[next] = worth(next);
  }
  return taken;
}
