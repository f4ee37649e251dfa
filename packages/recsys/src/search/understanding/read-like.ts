import type { Found } from "./found.ts";
import { isPhrase } from "./lexicon.ts";
import type { KnownFilm, QueryVocabulary } from "./query-vocabulary.ts";
import { wordsFrom, type Token } from "./tokens.ts";
import { definiteArticles, joiners, likeWords, noLike, oneFilm, pronouns, turns } from "./words/grammar.ts";

const MOST_WORDS = 4;
/** So many words of a title are looked at where it stands within a text. */
export const LONGEST_TITLE = 12;
const likes = new Set(likeWords);

/** Films like another: "like", "wie", "comme" and a title of the catalog. `again`: one was named right before. */
export function readLike(
  tokens: readonly Token[],
  at: number,
  vocabulary: QueryVocabulary,
  again: boolean,
): Found | undefined {
  if (noLike.has(tokens[at - 1]?.word ?? "")) return undefined;
  for (let end = Math.min(at + MOST_WORDS, tokens.length - 1); end > at; end--) {
    if (!likes.has(wordsFrom(tokens, at, end))) continue;
    const found = readTitle(tokens, behindTheMovie(tokens, end), vocabulary) ?? readTitle(tokens, end, vocabulary);
    if (found) return found;
  }
  return again ? readTitle(tokens, at, vocabulary) : undefined;
}

/** Behind "the movie", where that stands there: "like the movie Heat". */
function behindTheMovie(tokens: readonly Token[], at: number): number {
  const isThere = definiteArticles.has(tokens[at]?.word ?? "") && oneFilm.has(tokens[at + 1]?.word ?? "");
  return isThere ? at + 2 : at;
}

/** A film that is not wanted: its whole title of several words, or of one that is written with a capital. */
export function readUnwantedTitle(
  tokens: readonly Token[],
  at: number,
  vocabulary: QueryVocabulary,
): Found | undefined {
  for (let end = Math.min(at + LONGEST_TITLE, tokens.length); end > at; end--) {
    const words = wordsFrom(tokens, at, end);
    const film = vocabulary.film(words);
    const isNamed = end - at > 1 || (tokens[at]?.capital === true && !isPhrase(words));
    if (film?.exact && isNamed) return { end, wishes: [{ kind: "title", value: film.title }], onlyNegated: true };
  }
  return undefined;
}

function readTitle(tokens: readonly Token[], at: number, vocabulary: QueryVocabulary): Found | undefined {
  for (let end = Math.min(at + LONGEST_TITLE, tokens.length); end > at; end--) {
    const film = vocabulary.film(wordsFrom(tokens, at, end));
    if (film && isMeant(tokens, at, end, film)) return { end, wishes: [{ kind: "like", value: film.id }] };
  }
  return undefined;
}

/**
 * A pronoun is a title only with a capital, a number only at the end of a clause, and another small word with a capital or
 * where no further word belongs to it: "like smoke from a chimney", but "like heat".
 */
function isMeant(tokens: readonly Token[], at: number, end: number, film: KnownFilm): boolean {
  const [token, next] = [tokens[at], tokens[end]];
  if (end - at > 1 || token === undefined) return true;
  const ends = next === undefined || next.breaks || turns.has(next.word);
  if (/^\d/.test(token.word)) return ends;
  if (token.capital) return true;
  return !pronouns.has(token.word) && (ends || (film.exact && joiners.has(next.word)));
}
