import type { Query } from "minisearch";
import type { Spelling } from "./near-words.ts";

/** A word of a query. The last one may be typed half. */
export type QueryWord = Readonly<{ text: string; last: boolean }>;

export const LONG_WORD = 4;
const SHORT_WORD = 2;
const EDIT_PENALTY = 0.5;

/**
 * The word itself, and those that it begins when it is the last or long. One or two letters begin too many words:
 * of these only the ones in `headFields` count.
 */
export function exactly({ text, last }: QueryWord, headFields: readonly string[]): Query {
  const whole = { queries: [text], prefix: false };
  if (!last && text.length < LONG_WORD) return whole;
  const begun = { queries: [text], prefix: true };
  return text.length > SHORT_WORD
    ? begun
    : { combineWith: "OR", queries: [whole, { ...begun, fields: [...headFields] }] };
}

/** The same, or a word of the vocabulary that is spelt nearly like it, which counts half for each typing error. */
export function nearly(word: QueryWord, headFields: readonly string[], spelling: Spelling): Query {
  const near = spelling.near(word.text, { prefix: word.last }).filter(({ edits }) => edits > 0);
  const others = near.map(({ word: other, edits }) => ({
    queries: [other],
    prefix: false,
    boostTerm: () => EDIT_PENALTY ** edits,
  }));
  return { combineWith: "OR", queries: [exactly(word, headFields), ...others] };
}
