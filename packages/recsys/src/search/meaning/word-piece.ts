import { basicTokens } from "./basic-tokenizer.ts";

/** Longer words are not looked at, as in BERT. */
const LONGEST_WORD = 100;
const CONTINUES = "##";

/** Texts as numbers of the tokens of a vocabulary. */
export interface WordPiece {
  /** The tokens of the text in its order; -1 for each word that cannot be put together from them. Cost: linear in the text. */
  idsOf(text: string): number[];
}

/** WordPiece (Wu et al. 2016) as BERT uses it: of a word always the longest token that fits; `##` marks those within a word. */
export function createWordPiece(vocabulary: readonly string[]): WordPiece {
  const heads = new Map<string, number>();
  const tails = new Map<string, number>();
  let longest = 0;
  for (const [id, token] of vocabulary.entries()) {
    const isTail = token.length > CONTINUES.length && token.startsWith(CONTINUES);
    if (isTail) tails.set(token.slice(CONTINUES.length), id);
    else heads.set(token, id);
    longest = Math.max(longest, token.length);
  }

  function add(word: string, ids: number[]): void {
    const whole = heads.get(word);
    if (whole !== undefined && word.length <= LONGEST_WORD) {
      ids.push(whole);
      return;
    }
    const before = ids.length;
    if (Array.from(word).length > LONGEST_WORD) ids.push(-1);
    else
      for (let start = 0; start < word.length;) {
        const tokens = start === 0 ? heads : tails;
        let end = Math.min(word.length, start + longest);
        while (end > start && !tokens.has(word.slice(start, end))) end--;
        if (end === start) {
          ids.length = before;
          ids.push(-1);
          return;
        }
        ids.push(tokens.get(word.slice(start, end))!);
        start = end;
      }
  }

  return {
    idsOf(text) {
      const ids: number[] = [];
      for (const word of basicTokens(text)) add(word, ids);
      return ids;
    },
  };
}
