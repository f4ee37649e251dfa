import type { ScoredItem } from "../item-model.ts";
import { calibrate, genreShares } from "./calibrate.ts";
import { diversify } from "./diversify.ts";
import { favourLessPopular } from "./less-popular.ts";

/** What a list is chosen from: every film's score, the viewer's films, and what is known of films by number. */
export type Choice = Readonly<{
  scores: Float32Array;
  history: ArrayLike<number>;
  popularity: ArrayLike<number>;
  genresOf: (item: number) => readonly string[];
  similarity: (one: number, other: number) => number;
  /** The best films of these scores that the viewer has not seen, best first. */
  best: (scores: Float32Array, count: number) => readonly Readonly<{ item: number; score: number }>[];
}>;

/** A way to choose a list, as the evaluation knows it. */
export type DiversitySetting = Readonly<{
  name: string;
  summary: string;
  select(choice: Choice, count: number): readonly number[];
}>;

/** What re-ordering chooses among. */
const POOL = 50;

/** The settings that the evaluation compares. */
export const diversitySettings: readonly DiversitySetting[] = [
  { name: "plain", summary: "the best by score", select: ({ scores, best }, count) => numbers(best(scores, count)) },
  ...[0.1, 0.3].map(lessPopular),
  ...[0.8, 0.7, 0.5].map(varied),
  ...[0.2, 0.5, 0.8].map(calibrated),
];

function lessPopular(exponent: number): DiversitySetting {
  return {
    name: `popularity^-${exponent}`,
    summary: `scores by (popularity + 10)^${exponent}`,
    select({ scores, popularity, best }, count) {
      const damped = scores.slice();
      favourLessPopular(damped, popularity, exponent);
      return numbers(best(damped, count));
    },
  };
}

function varied(relevance: number): DiversitySetting {
  return {
    name: `mmr-${relevance}`,
    summary: `maximal marginal relevance ${relevance} by genre among the best ${POOL}`,
    select({ scores, best, similarity }, count) {
      const items = best(scores, POOL).map(({ item, score }) => ({ id: String(item), item, score }));
      const alike = (one: ScoredItem, other: ScoredItem) => similarity(one.item, other.item);
      return diversify(items, { count, relevance, similarity: alike }).map(({ item }) => item);
    },
  };
}

function calibrated(strength: number): DiversitySetting {
  return {
    name: `calibrated-${strength}`,
    summary: `calibrated to the viewer's genres, ${strength}, among the best ${POOL}`,
    select({ scores, history, best, genresOf }, count) {
      const taste = genreShares(Array.from(history, genresOf));
      const options = { count, strength, taste, genresOf: ({ item }: Readonly<{ item: number }>) => genresOf(item) };
      return numbers(calibrate(best(scores, POOL), options));
    },
  };
}

const numbers = (items: readonly Readonly<{ item: number }>[]) => items.map(({ item }) => item);
