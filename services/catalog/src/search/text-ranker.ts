import { words } from "@projectionist/recsys";
import type { MovieIndex } from "../index/movie-index.ts";

/** How well a film's texts answer a query's words, 0 to 1. */
export type TextMatch = Readonly<{
  score: number;
  /** Whether any of the words was found. */
  hasWords: boolean;
  /** How near the texts are in meaning, -1 to 1; undefined where that was not asked. */
  nearness?: number;
  /** The words that were found, and the fields where: told only of the few films that are shown. */
  why(): Readonly<{ words: readonly string[]; matched: readonly string[] }>;
}>;

/** Finds films by what their texts say. */
export interface TextRanker {
  /** Those of the films that may be kept which have something to do with the text, by id. */
  rank(text: string, keep: (id: string) => boolean): Promise<ReadonlyMap<string, TextMatch>>;
}

/** Ranks by words alone, typing errors forgiven: titles, people, keywords and series, as the index finds them. */
export function rankByWords(index: MovieIndex): TextRanker {
  return {
    async rank(text, keep) {
      const hits = index.filmTexts.find(words(text), { keep });
      const best = hits.reduce((most, { score }) => Math.max(most, score), 0);
      return new Map(
        hits.map(({ id, score, ...why }) => [
          id,
          { score: score / best, hasWords: why.words.length > 0, why: () => why },
        ]),
      );
    },
  };
}

/** Ranks with the first; with the second too where the first finds none of the words. */
export function rankWithEither(first: TextRanker, second: TextRanker): TextRanker {
  return {
    async rank(text, keep) {
      const found = await first.rank(text, keep);
      for (const match of found.values()) if (match.hasWords) return found;
      return new Map([...found, ...(await second.rank(text, keep))]);
    },
  };
}
