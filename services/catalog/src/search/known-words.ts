import { stem, words } from "@projectionist/recsys";
import { createSpelling } from "./near-words.ts";

/** Words of films and of wishes, as often as they were told; those of a film that is gone stay. */
export type KnownWords = Readonly<{
  /** Takes a text's words, as if they were told so many `times`. */
  add(text: string, times?: number): void;
  /** Whether it is a word of the language, or any text has it, perhaps with another ending. */
  has(word: string): boolean;
  /** What a mistyped word of 5 letters or more perhaps means: of the words that differ in one letter the one most told. */
  near(typed: string): string | undefined;
}>;

const SHORTEST = 5;

/** `isWord` knows the language: small catalogs have few of its words. */
export function createKnownWords(isWord: (word: string) => boolean = () => false): KnownWords {
  const counts = new Map<string, number>();
  const stems = new Set<string>();
  const spelling = createSpelling();

  return {
    add(text, times = 1) {
      for (const word of words(text)) {
        const count = counts.get(word) ?? 0;
        counts.set(word, count + times);
        if (count > 0) continue;
        stems.add(stem(word));
        spelling.add(word);
      }
    },
    has: (word) => counts.has(word) || stems.has(stem(word)) || isWord(word),
    near(typed) {
      if (typed.length < SHORTEST || /\d/.test(typed)) return undefined;
      const [first, ...others] = spelling.near(typed, { prefix: false, allowed: 1 }).map(({ word }) => word);
      return others.reduce((best, word) => (counts.get(word)! > counts.get(best!)! ? word : best), first);
    },
  };
}
