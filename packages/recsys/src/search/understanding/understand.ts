import { choosePeople } from "./choose-people.ts";
import { isFilter, type Chip, type Wish } from "./chip.ts";
import { stopWords } from "../lexical/stop-words.ts";
import type { Found } from "./found.ts";
import { isPhrase } from "./lexicon.ts";
import type { KnownFilm, QueryVocabulary } from "./query-vocabulary.ts";
import { scanWithTitle } from "./read-named-title.ts";
import { yearOf } from "./read-year.ts";
import { isBareName, isSmall, isStory, resolve, standsWithFilm, type Resolved } from "./resolve.ts";
import { scan, type Item } from "./scan.ts";
import { articles, topicWords } from "./words/grammar.ts";
import { tokensOf, wordsFrom, type Token } from "./tokens.ts";

export type Understanding = Readonly<{
  /** What was recognised, in the order of the text. */
  chips: readonly Chip[];
  /** What words have to find: the text without what filters and excludes, and without words that only lead to it. */
  rest: string;
  /** The words that no reader knows, and where they stand: those of a story, names that the catalog has not, mistyped ones. */
  unread: readonly Pick<Token, "word" | "start" | "end">[];
}>;

type Read = Resolved & Readonly<{ isSoft: (wish: Wish) => boolean }>;

/** More words than these are not read for wishes; they stay in the rest. */
const MOST_WORDS = 64;
/** From here on a text is a long description, in which a "war" or "Paris" says what happens and not what is wished. */
const DESCRIPTION_WORDS = 15;
/** With so many words that say no wish it is a description. Measured by `infra/bench/search-whole.ts`. */
const STORY_WORDS = 4;
const LONGEST_TITLE = 24;

/**
 * Reads what a viewer wishes from free text in English, German or French, by the words that the catalog knows. A text
 * that is the title of a film, perhaps with its year, is that film and nothing else, and one that names a film beside wishes
 * means that film first, and those that meet the wishes; but one that says what a viewer feels like
 * (`asMood`) is no title, and tells moods however long it is. Takes time linear in the text.
 */
export function understand(
  text: string,
  vocabulary: QueryVocabulary,
  { asMood = false }: Readonly<{ asMood?: boolean }> = {},
): Understanding {
  const tokens = tokensOf(text, MOST_WORDS);
  const titled = asMood ? undefined : readTitled(text, tokens, vocabulary);
  if (titled) return { chips: titled, rest: text, unread: [] };
  if (!asMood && isTitleInPart(tokens, vocabulary)) return { chips: [], rest: text, unread: [] };
  const scanned = scan(tokens, vocabulary);
  const titledItems = asMood ? undefined : scanWithTitle(tokens, scanned, vocabulary);
  const items = choosePeople(titledItems ?? scanned, vocabulary);
  if (!asMood && isTitleBegun(tokens, items, vocabulary)) return { chips: [], rest: text, unread: [] };
  const reading = { ...readingOf(tokens, items), asMood };
  const read = resolve(items, { asMood })
    .filter(({ item: { found }, negated }) => isWish(found, negated, reading))
    .map((one) => ({ ...one, isSoft: softness(tokens, items, one.item, reading) }));
  const chips = read.flatMap((one) => chipsOf(text, tokens, one));
  const rest = reading.isDescription ? storyOf(text, tokens, items) : restOf(text, tokens, items, read);
  const unread = items.filter(({ type }) => type === "word").map(({ from }) => tokens[from]!);
  return { chips, rest, unread };
}

/** How much of a story a text tells, and whether it names a film. */
type Reading = Readonly<{
  hasStory: boolean;
  isDescription: boolean;
  isLong: boolean;
  namesFilm: boolean;
  asMood: boolean;
}>;

function readingOf(tokens: readonly Token[], items: readonly Item[]): Omit<Reading, "asMood"> {
  const told = items
    .filter(isStory)
    .flatMap(({ from, end }) => tokens.slice(from, end))
    .filter(({ word }) => !stopWords.has(word)).length;
  const isLong = tokens.length >= DESCRIPTION_WORDS;
  const namesFilm = items.some(({ found }) => found?.wishes[0]?.kind === "title" && !found.onlyNegated);
  return { hasStory: told > 0, isDescription: isLong || told >= STORY_WORDS, isLong, namesFilm };
}

/**
 * In a description keywords, moods and everyday words say what happens, and its words are looked for anyway; in a long one so
 * do genres.
 */
function isWish(found: Found | undefined, negated: boolean, { isDescription, isLong, asMood }: Reading): boolean {
  if (!found || !isDescription) return true;
  if (negated) return !found.plain;
  if (asMood && found.wishes.some(({ kind }) => kind === "mood")) return true;
  const isSaidAnyway = ({ kind }: Wish) => kind === "keyword" || kind === "mood" || (isLong && kind === "genre");
  return !found.weak && !found.wishes.every(isSaidAnyway);
}

/**
 * Which wishes only raise. Beside a film that is named all do; beside any word of a story a genre does, for no two catalogs
 * agree about genres, and a bare last name, for many may have it; in a description all do but those that stand with a film's
 * word ("a Korean thriller about ..."), and so do topics. A keyword of the catalog always does.
 */
function softness(
  tokens: readonly Token[],
  items: readonly Item[],
  item: Item,
  reading: Reading,
): (wish: Wish) => boolean {
  const isLoose =
    reading.isLong ||
    reading.namesFilm ||
    (reading.isDescription ? !standsWithFilm(items, item) : isTopic(tokens, items, item));
  return ({ kind }) =>
    isLoose || (reading.hasStory && (kind === "genre" || isBareName(item))) || item.found?.plain === true;
}

/** One word in what the film is about, as "1960s" in "about Woodstock and the 1960s", but not "from the 1960s" there. */
function isTopic(tokens: readonly Token[], items: readonly Item[], item: Item): boolean {
  const about = tokens.findIndex(({ word }) => topicWords.has(word));
  const behind = items.filter(({ from }) => about >= 0 && from > about && from < item.from);
  const own = tokens.slice(item.from, item.end).filter(({ word }) => !articles.has(word));
  return own.length === 1 && behind.some(isStory);
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

/** Words of which not all are wishes, and with which a title begins: "lord of the", "blade ru". */
function isTitleBegun(tokens: readonly Token[], items: readonly Item[], vocabulary: QueryVocabulary): boolean {
  const isUnclear = (item: Item) => item.type === "word" || isBareName(item);
  const isShort = tokens.length > 1 && tokens.length <= LONGEST_TITLE;
  return isShort && items.some(isUnclear) && vocabulary.beginsTitle(wordsFrom(tokens, 0, tokens.length));
}

function chipsOf(text: string, tokens: readonly Token[], { item, negated, isSoft }: Read): Chip[] {
  const wishes = item.found?.wishes ?? [];
  return wishes.map((wish) => ({
    ...chipOf(text, tokens, item.from, item.end, wish),
    ...(negated && { negated: true as const }),
    ...(!negated && isSoft(wish) && canBeSoft(wish) && { soft: true as const }),
  }));
}

function chipOf(text: string, tokens: readonly Token[], from: number, end: number, wish: Wish): Chip {
  const span = [tokens[from]?.start ?? 0, tokens[end - 1]?.end ?? 0] as const;
  return { ...wish, text: text.slice(...span), span };
}

function canBeSoft(wish: Wish): boolean {
  return wish.kind === "keyword" || isFilter(wish);
}

/** Cuts out what filters, what is not wanted, what says how the film is, the words of grammar, and unread words that are not wanted. */
function restOf(text: string, tokens: readonly Token[], items: readonly Item[], read: readonly Read[]): string {
  const isSaid = ({ item: { found }, negated, isSoft }: Read) =>
    negated ||
    found?.wishes.some(
      (wish) => wish.kind === "like" || wish.kind === "quality" || (isFilter(wish) && !isSoft(wish)),
    ) ||
    found?.wishes.every(({ kind }) => kind === "mood");
  const gone = new Set([
    ...read.filter(isSaid).map(({ item }) => item),
    ...(read.length > 0 ? unwantedWords(items) : []),
  ]);
  return items
    .filter((item) => !gone.has(item) && (item.found !== undefined || item.type === "word"))
    .map((item) => catalogWords(item) ?? textOf(text, tokens, [item]))
    .join(" ");
}

/** Unread words behind a negation, where there are no others: "not Twilight", but not "memory" of "a woman without memory". */
function unwantedWords(items: readonly Item[]): readonly Item[] {
  let isUnwanted = false;
  const unwanted = items.filter(({ type, breaks }) => {
    if (type === "not") isUnwanted = true;
    else if (breaks || (type !== "word" && !isSmall(type))) isUnwanted = false;
    return isUnwanted && type === "word";
  });
  const unread = items.filter(({ type }) => type === "word");
  return unwanted.length === unread.length ? unwanted : [];
}

/** What the catalog calls that which a viewer calls otherwise: "black comedy" for "schwarzer Humor". */
function catalogWords({ found }: Item): string | undefined {
  const named = found?.wishes.flatMap(({ kind, value }) => (kind === "genre" || kind === "keyword" ? [value] : []));
  return found?.plain || !named?.length ? undefined : named.join(" ");
}

/** A description without "film" and the like, but where it is part of a name for something: "a movie star". */
function storyOf(text: string, tokens: readonly Token[], items: readonly Item[]): string {
  const says = (item: Item, next: Item | undefined) =>
    item.type !== "film" || (next !== undefined && isStory(next) && !isStopWord(tokens, next));
  if (items.every((item, index) => says(item, items[index + 1]))) return text;
  const lastRead = tokens.at(-1)?.end ?? 0;
  return (
    textOf(
      text,
      tokens,
      items.filter((item, index) => says(item, items[index + 1])),
    ) + text.slice(lastRead)
  );
}

function isStopWord(tokens: readonly Token[], { from, end }: Item): boolean {
  return end - from === 1 && stopWords.has(tokens[from]?.word ?? "");
}

function textOf(text: string, tokens: readonly Token[], items: readonly Item[]): string {
  return items.map((item) => text.slice(tokens[item.from]?.start, tokens[item.end - 1]?.end)).join(" ");
}
