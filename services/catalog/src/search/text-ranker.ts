import { words } from "@projectionist/recsys";
import type { MovieIndex } from "../index/movie-index.ts";

/** How well a film's texts answer a query's words, 0 to 1. */
export type TextMatch = Readonly<{
  score: number;
  /** Whether any of the words was found. */
  hasWords: boolean;
  /** How near the texts are in meaning, -1 to 1; undefined where that was not asked. */
  nearness?: number;
}>;

/** The words that were found in a film's texts, and the fields where. */
export type FoundWords = Readonly<{ words: readonly string[]; matched: readonly string[] }>;

export type TextMatches = Readonly<{
  /** By id. */
  films: ReadonlyMap<string, TextMatch>;
  /** For the few films that are shown: it may be asked later and holds little. */
  found(id: string): FoundWords;
}>;

/** Finds films by what their texts say. */
export interface TextRanker {
  /** The films that have something to do with the text, of those that may be kept: all unless told. */
  rank(text: string, keep?: (id: string) => boolean): Promise<TextMatches>;
}

export const nothingFound: FoundWords = { words: [], matched: [] };

/** Ranks by words alone, typing errors forgiven: titles, people, keywords and series, as the index finds them. */
export function rankByWords(index: MovieIndex): TextRanker {
  return {
    async rank(text, keep) {
      const { hits, found } = index.filmTexts.find(words(text), keep && { keep });
      const best = hits.reduce((most, { score }) => Math.max(most, score), 0);
      return { films: new Map(hits.map(({ id, score }) => [id, { score: score / best, hasWords: true }])), found };
    },
  };
}

/** Ranks with the first; with the second too where the first finds none of the words. */
export function rankWithEither(first: TextRanker, second: TextRanker): TextRanker {
  return {
    async rank(text, keep) {
      const byFirst = await first.rank(text, keep);
      for (const match of byFirst.films.values()) if (match.hasWords) return byFirst;
      const bySecond = await second.rank(text, keep);
      return { films: new Map([...byFirst.films, ...bySecond.films]), found: bySecond.found };
    },
  };
}
