import { fold } from "../text.ts";

export type Token = Readonly<{
  /** Folded. */
  word: string;
  /** Where it stands in the text. */
  start: number;
  end: number;
  /** Whether a mark that ends a clause stands before it: a comma, a stop, a bracket. */
  breaks: boolean;
  /** Whether it is written with a capital, or is a number. */
  capital: boolean;
  /** Whether it ends in an apostrophe and a letter or two: `Kubrick's`. */
  possessive: boolean;
}>;

const piece = /[²³¹⁰⁴-⁹]+|&|(?:(?![²³¹⁰⁴-⁹])[\p{L}\p{N}\p{M}])+(?:['’ʼ]\p{L}{1,2}(?![\p{L}\p{M}]))?/gu;
const clauseMark = /[,;.:!?()[\]]/;

/** The words of a text, as {@link fold} reads them, and where they stand; the first `most` of them. Linear in the text. */
export function tokensOf(text: string, most: number): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const { 0: raw, index: start } of text.matchAll(piece)) {
    const end = start + raw.length;
    const gap = text.slice(last, start);
    const first = raw.charAt(0);
    for (const word of fold(raw).split(" ")) {
      if (word === "") continue;
      tokens.push({
        word,
        start,
        end,
        breaks: clauseMark.test(gap),
        capital: first !== first.toLowerCase() || (first >= "0" && first <= "9"),
        possessive: /['’ʼ]/.test(raw),
      });
      if (tokens.length === most) return tokens;
    }
    last = end;
  }
  return tokens;
}

/** Phrases of up to so many words are kept: each reader asks for them. */
const MOST_KEPT = 8;
const kept = new WeakMap<readonly Token[], string[]>();

/** The words from one token up to another, as one text. */
export function wordsFrom(tokens: readonly Token[], from: number, to: number): string {
  if (to - from > MOST_KEPT) return joined(tokens, from, to);
  let texts = kept.get(tokens);
  if (!texts) kept.set(tokens, (texts = []));
  return (texts[from * MOST_KEPT + to - from - 1] ??= joined(tokens, from, to));
}

function joined(tokens: readonly Token[], from: number, to: number): string {
  let text = "";
  for (let index = from; index < to; index++) text += (index > from ? " " : "") + (tokens[index]?.word ?? "");
  return text;
}
