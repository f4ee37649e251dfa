import { stopWords } from "../lexical/stop-words.ts";
import { fold, withoutArticle } from "../text.ts";
import { isPhrase } from "./lexicon.ts";
import type { QueryVocabulary } from "./query-vocabulary.ts";
import { LONGEST_TITLE } from "./read-like.ts";
import { isBareName, isStory } from "./resolve.ts";
import { scan, type Item, type NamedTitle } from "./scan.ts";
import { wordsFrom, type Token } from "./tokens.ts";
import { definiteArticles, everydayNames, fillers, oneFilm, severalFilms } from "./words/grammar.ts";

/** A longer text tells more than a title and a few wishes. */
const MOST_WORDS = 14;

/**
 * The items of a text that names a film beside nothing but wishes and words for films ("Pulp Fiction by Tarantino"), read anew
 * from its `items`; undefined where it does not. Behind "the movie" any whole title is meant; elsewhere one that is no wish, keyword
 * or person itself, and a single word only before "movie": "heat movie", but "alien movie" and "scary movie from the 90s".
 */
export function scanWithTitle(
  tokens: readonly Token[],
  items: readonly Item[],
  vocabulary: QueryVocabulary,
): Item[] | undefined {
  if (tokens.length > MOST_WORDS || tokens.some(({ word }) => severalFilms.has(word))) return undefined;
  const mayName =
    items.some((item) => isStory(item) || isBareName(item)) || tokens.some(({ word }) => oneFilm.has(word));
  const title = mayName ? longestTitle(tokens, items.filter(isStory), vocabulary) : undefined;
  if (!title) return undefined;
  const read = scan(tokens, vocabulary, title);
  return read.some(({ found }) => found === title.found) && !read.some(isStory) ? read : undefined;
}

/** The longest title that has all words of a story in it. */
function longestTitle(
  tokens: readonly Token[],
  story: readonly Item[],
  vocabulary: QueryVocabulary,
): NamedTitle | undefined {
  const [latest, earliest] = [story[0]?.from ?? tokens.length, story.at(-1)?.end ?? 0];
  for (let length = Math.min(LONGEST_TITLE, tokens.length - 1); length > 0; length--) {
    const last = Math.min(latest, tokens.length - length);
    for (let from = Math.max(0, earliest - length); from <= last; from++) {
      const value = titleOf(wordsFrom(tokens, from, from + length), vocabulary);
      if (value !== undefined && isMeant(tokens, from, from + length, vocabulary))
        return { from, found: { end: from + length, wishes: [{ kind: "title", value }] } };
    }
  }
  return undefined;
}

/** A whole title, perhaps without its article: but not "star wars" of "Star Wars: A New Hope". */
function titleOf(words: string, vocabulary: QueryVocabulary): string | undefined {
  const film = vocabulary.film(words);
  return film && (film.exact || withoutArticle(fold(film.title)) === words) ? film.title : undefined;
}

function isMeant(tokens: readonly Token[], from: number, end: number, vocabulary: QueryVocabulary): boolean {
  const [words, next = ""] = [wordsFrom(tokens, from, end), tokens[end]?.word];
  if (definiteArticles.has(tokens[from - 2]?.word ?? "") && oneFilm.has(tokens[from - 1]?.word ?? "")) return true;
  const isWish = (said: string) => isPhrase(said) || vocabulary.keyword(said) !== undefined;
  if (isWish(words) || isWish(`${words} ${next}`) || vocabulary.person(words) !== undefined) return false;
  const own = withoutArticle(words);
  if (own.includes(" "))
    return scan(tokens.slice(from, end), vocabulary).some((item) => isStory(item) || isBareName(item));
  const isOrdinary = [stopWords, fillers, everydayNames].some((ordinary) => ordinary.has(own));
  return !isOrdinary && !isWish(own) && vocabulary.surname(own) === undefined && (own !== words || oneFilm.has(next));
}
