import { words } from "@projectionist/recsys";
import type { MovieIndex } from "../index/movie-index.ts";

/** The words that were found in a film's texts, and the fields where. */
export type FoundWords = Readonly<{ words: readonly string[]; matched: readonly string[] }>;

/** The films that a text finds, by their slots in the index's table; of a film that is told twice the latter counts. */
export type TextMatches = Readonly<{
  slots: Int32Array;
  /** How well the texts of each answer the query's words, 0 to 1, by place. */
  scores: Float64Array;
  /** How near they are in meaning, -1 to 1; NaN where that was not asked. */
  nearness: Float64Array;
  /** Whether any of the words was found. */
  hasWords: boolean;
  /** By id, for the few films that are shown: it may be asked later and holds little. */
  found(id: string): FoundWords;
}>;

/** Finds films by what their texts say. */
export interface TextRanker {
  /** The films that have something to do with the text, of those that `keep` marks by 1: all unless told. */
  rank(text: string, keep?: Uint8Array): Promise<TextMatches>;
}

export const nothingFound: FoundWords = { words: [], matched: [] };

/** Ranks by words alone, typing errors forgiven: titles, people, keywords and series, as the index finds them. */
export function rankByWords({ filmTexts, table }: MovieIndex): TextRanker {
  return {
    async rank(text, keep) {
      const isKept = keep && ((id: string) => keep[table.slotOf(id)!] === 1);
      const { hits, found } = filmTexts.find(words(text), isKept && { keep: isKept });
      const ids = new Set(hits.map(({ id }) => id));
      const best = hits.reduce((most, { score }) => Math.max(most, score), 0);
      return {
        slots: Int32Array.from(hits, ({ id }) => table.slotOf(id)!),
        scores: Float64Array.from(hits, ({ score }) => score / best),
        nearness: new Float64Array(hits.length).fill(Number.NaN),
        hasWords: hits.length > 0,
        // Others may have some of the words.
        found: (id) => (ids.has(id) ? found(id) : nothingFound),
      };
    },
  };
}

/** Ranks with the first; with the second too where the first finds none of the words. */
export function rankWithEither(first: TextRanker, second: TextRanker): TextRanker {
  return {
    async rank(text, keep) {
      const byFirst = await first.rank(text, keep);
      if (byFirst.hasWords) return byFirst;
      const bySecond = await second.rank(text, keep);
      return {
        slots: Int32Array.from([...byFirst.slots, ...bySecond.slots]),
        scores: Float64Array.from([...byFirst.scores, ...bySecond.scores]),
        nearness: Float64Array.from([...byFirst.nearness, ...bySecond.nearness]),
        hasWords: bySecond.hasWords,
        found: bySecond.found,
      };
    },
  };
}
