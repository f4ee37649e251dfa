import type { IndexedFilm } from "../index/indexed-film.ts";
import { popularityOf } from "../index/ratings.ts";

const TIERS = 4;
const HALF_SCORE = 10;
const POPULARITY_WEIGHT = 0.05;

/**
 * A film's place in an answer, 0 to 1: first films whose title is what was typed, then those whose title begins with it at a
 * word's end, then those whose title begins with it in a word or is one of the names `near` it, then all others; among these by
 * text score, raised by 5 % for each power of ten of popularity.
 */
export function relevanceOf(
  film: IndexedFilm,
  typed: readonly string[],
  near: ReadonlySet<string>,
  textScore: number,
): number {
  const score = textScore * (1 + POPULARITY_WEIGHT * Math.log10(1 + popularityOf(film.counts)));
  return (titleTier(film, typed, near) + score / (score + HALF_SCORE)) / TIERS;
}

/** How many of those steps a film is above the others, and what it has beside, 0 to 1. */
export function stepsOf(relevance: number): Readonly<{ steps: number; score: number }> {
  const steps = Math.min(TIERS - 1, Math.floor(relevance * TIERS));
  return { steps, score: relevance * TIERS - steps };
}

function titleTier(
  { titleNames, originalTitleNames }: IndexedFilm,
  typed: readonly string[],
  near: ReadonlySet<string>,
): 0 | 1 | 2 | 3 {
  const names = [...titleNames, ...originalTitleNames];
  const some = (test: (name: string, text: string) => boolean) =>
    typed.some((text) => names.some((name) => test(name, text)));
  if (some((name, text) => name === text)) return 3;
  if (some((name, text) => name.startsWith(`${text} `))) return 2;
  return some((name, text) => name.startsWith(text)) || names.some((name) => near.has(name)) ? 1 : 0;
}
