import { isFilter, type Chip, type Wish } from "./chip.ts";
import { isPhrase } from "./lexicon.ts";
import type { KnownFilm, QueryVocabulary } from "./query-vocabulary.ts";
import { yearOf } from "./read-year.ts";
import { resolve, type Resolved } from "./resolve.ts";
import { scan, type Item } from "./scan.ts";
import { tokensOf, wordsFrom, type Token } from "./tokens.ts";

export type Understanding = Readonly<{
  /** What was recognised, in the order of the text. */
  chips: readonly Chip[];
  /** What words have to find: the text without what filters and excludes, and without words that only lead to it. */
  rest: string;
  /** Whether the text tells a film's story rather than wishes: its chips raise films, and none decides alone. */
  isDescription: boolean;
}>;

/** More words than these are not read for wishes; they stay in the rest. */
const MOST_WORDS = 64;
/** From here on a text is a description, in which a "war" or "Paris" says what happens and not what is wished. */
const DESCRIPTION_WORDS = 15;
/** So does one with so many words that say no wish. */
const STORY_WORDS = 6;
const LONGEST_TITLE = 24;

/**
 * Reads what a viewer wishes from free text in English, German or French, by the words that the catalog knows. A text
 * that is the title of a film, perhaps with its year, is that film and nothing else. Takes time linear in the text.
 */
export function understand(text: string, vocabulary: QueryVocabulary): Understanding {
  const tokens = tokensOf(text, MOST_WORDS);
  const titled = readTitled(text, tokens, vocabulary);
  if (titled) return { chips: titled, rest: text, isDescription: false };
  if (isTitleInPart(tokens, vocabulary)) return { chips: [], rest: text, isDescription: false };
  const items = scan(tokens, vocabulary);
  const unknown = items.filter(({ type }) => type === "word").length;
  const isDescription = tokens.length >= DESCRIPTION_WORDS || unknown >= STORY_WORDS;
  const resolved = resolve(items).filter(
    ({ item: { found }, negated }) => !isDescription || negated || !(found?.weak || found?.wishes.every(isPlain)),
  );
  const chips = resolved.flatMap((one) => chipsOf(text, tokens, one));
  return { chips, rest: isDescription ? text : restOf(text, tokens, items, resolved), isDescription };
}

/** Keywords and moods: in a description its own words say them as well. */
function isPlain({ kind }: Wish): boolean {
  return kind === "keyword" || kind === "mood";
}

function readTitled(text: string, tokens: readonly Token[], vocabulary: QueryVocabulary): Chip[] | undefined {
  const whole = titleFrom(tokens, tokens.length, vocabulary);
  if (whole) return [chipOf(text, tokens, 0, tokens.length, { kind: "title", value: whole.title })];
  const end = tokens.length - 1;
  const year = yearOf(tokens[end]?.word ?? "", vocabulary.latestYear());
  const film = year === undefined ? undefined : titleFrom(tokens, end, vocabulary);
  if (!film || year === undefined) return undefined;
  return [
    chipOf(text, tokens, 0, end, { kind: "title", value: film.title }),
    chipOf(text, tokens, end, end + 1, { kind: "year", value: { from: year, to: year } }),
  ];
}

/** A part of a title that is a wish as well ("family" of "The Family") is taken for the wish. */
function titleFrom(tokens: readonly Token[], end: number, vocabulary: QueryVocabulary): KnownFilm | undefined {
  if (end === 0 || end > LONGEST_TITLE) return undefined;
  const words = wordsFrom(tokens, 0, end);
  const film = vocabulary.film(words);
  return film && (film.exact || !isPhrase(words)) ? film : undefined;
}

/** Its numbers and all its other words are in one title: "2001 space odyssey". */
function isTitleInPart(tokens: readonly Token[], vocabulary: QueryVocabulary): boolean {
  return tokens.length > 1 && vocabulary.hasTitleWith(tokens.map(({ word }) => word));
}

function chipsOf(text: string, tokens: readonly Token[], { item, negated }: Resolved): Chip[] {
  const wishes = item.found?.wishes ?? [];
  return wishes.map((wish) => ({
    ...chipOf(text, tokens, item.from, item.end, wish),
    ...(negated && { negated: true as const }),
  }));
}

function chipOf(text: string, tokens: readonly Token[], from: number, end: number, wish: Wish): Chip {
  const span = [tokens[from]?.start ?? 0, tokens[end - 1]?.end ?? 0] as const;
  return { ...wish, text: text.slice(...span), span };
}

/** Cuts out what filters or is not wanted, and the words of grammar. */
function restOf(text: string, tokens: readonly Token[], items: readonly Item[], resolved: readonly Resolved[]): string {
  const gone = new Set(
    resolved
      .filter(
        ({ item, negated }) =>
          negated || item.found?.wishes.some(({ kind }) => kind === "like" || kind === "quality" || isFilter({ kind })),
      )
      .map(({ item }) => item),
  );
  return items
    .filter((item) => !gone.has(item) && (item.found !== undefined || item.type === "word"))
    .map((item) => text.slice(tokens[item.from]?.start, tokens[item.end - 1]?.end))
    .join(" ");
}
