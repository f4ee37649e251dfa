import type { Spelling } from "./near-words.ts";
import type { Readings, Term, WordIndex } from "./word-index.ts";

/** A word of a query. The last one may be typed half. */
export type QueryWord = Readonly<{ text: string; last: boolean }>;

/** The fields where words are looked for, and those of them that count for beginnings of one or two letters. */
export type WhereToLook = Readonly<{
  index: Pick<WordIndex<string>, "whole" | "begun">;
  fields: readonly number[];
  headFields: readonly number[];
}>;

export const LONG_WORD = 4;
const SHORT_WORD = 2;
const EDIT_PENALTY = 0.5;
/** What a word counts that is only begun, the less the longer it is. */
const BEGUN = 0.375;
const EACH_LETTER_MORE = 0.3;

/**
 * The word itself, and those that it begins when it is the last or long. One or two letters begin too many words: of these only
 * the ones in the head fields count, where the word itself counts twice then.
 */
export function exactly({ text, last }: QueryWord, where: WhereToLook): Readings {
  const whole = wholly(text, where.fields, where);
  if (!last && text.length < LONG_WORD) return [whole];
  const isShort = text.length <= SHORT_WORD;
  const longer = where.index
    .begun(text, isShort ? where.headFields : where.fields)
    .filter(({ word }) => word !== text)
    .map((entry): Term => ({ entry, weight: begunWeight(text, entry.word) }));
  return [[...whole, ...(isShort ? wholly(text, where.headFields, where) : []), ...longer]];
}

/** The same, or a word of the vocabulary that is spelt nearly like it, which counts half for each typing error. */
export function nearly(word: QueryWord, spelling: Spelling, where: WhereToLook): Readings {
  const near = spelling.near(word.text, { prefix: word.last }).filter(({ edits }) => edits > 0);
  return [
    ...exactly(word, where),
    ...near.map(({ word, edits }) => wholly(word, where.fields, where, EDIT_PENALTY ** edits)),
  ];
}

function wholly(text: string, fields: readonly number[], { index }: WhereToLook, weight = 1): readonly Term[] {
  return index.whole(text, fields).map((entry) => ({ entry, weight }));
}

function begunWeight({ length }: string, word: string): number {
  return (BEGUN * word.length) / (word.length + EACH_LETTER_MORE * (word.length - length));
}
