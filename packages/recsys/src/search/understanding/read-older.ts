import type { Found } from "./found.ts";
import type { QueryVocabulary } from "./query-vocabulary.ts";
import type { Item } from "./scan.ts";
import { wordsFrom, type Token } from "./tokens.ts";
import { newerWords, olderWords } from "./words/grammar.ts";

const MOST_WORDS = 3;

/** "Older" and "newer" right behind a film that others are to be like: made before it, or after it. */
export function readOlder(
  tokens: readonly Token[],
  at: number,
  items: readonly Item[],
  vocabulary: QueryVocabulary,
): Found | undefined {
  const film = items.findLast(({ type }) => type !== "turn" && type !== "join" && type !== "filler")?.found?.wishes[0];
  const year = film?.kind === "like" ? vocabulary.yearOf(film.value) : undefined;
  if (year === undefined) return undefined;
  for (let end = Math.min(at + MOST_WORDS, tokens.length); end > at; end--) {
    const words = wordsFrom(tokens, at, end);
    if (olderWords.has(words)) return { end, wishes: [{ kind: "year", value: { to: year - 1 } }] };
    if (newerWords.has(words)) return { end, wishes: [{ kind: "year", value: { from: year + 1 } }] };
  }
  return undefined;
}
