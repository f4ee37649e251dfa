import { words } from "@projectionist/recsys";
import type { MovieIndex } from "../index/movie-index.ts";

/** How well a film's texts answer a query's words, 0 to 1, and why. */
export type TextMatch = Readonly<{
  score: number;
  /** The fields where words were found. */
  matched: readonly string[];
  words: readonly string[];
  /** How near the texts are in meaning, -1 to 1; undefined where that was not asked. */
  nearness?: number;
}>;

/** Finds films by what their texts say. */
export interface TextRanker {
  /** The films that have something to do with the text, by id; each that is left out has nothing. */
  rank(text: string): Promise<ReadonlyMap<string, TextMatch>>;
}

/** Ranks by words alone: titles, people, keywords and series, as the index finds them. */
export function rankByWords(index: MovieIndex): TextRanker {
  return {
    async rank(text) {
      const hits = index.filmTexts.find(words(text));
      const best = hits.reduce((most, { score }) => Math.max(most, score), 0);
      return new Map(hits.map(({ id, score, ...why }) => [id, { score: score / best, ...why }]));
    },
  };
}
