import type { Found } from "./found.ts";
import { compoundStem, readPhrase } from "./lexicon.ts";
import type { QueryVocabulary, Role } from "./query-vocabulary.ts";
import { readLike, readUnwantedTitle } from "./read-like.ts";
import { readOlder } from "./read-older.ts";
import { readPerson } from "./read-person.ts";
import { readRuntime } from "./read-runtime.ts";
import { readYear } from "./read-year.ts";
import { stopWords } from "../lexical/stop-words.ts";
import { wordsFrom, type Token } from "./tokens.ts";
import { articles, fillers, filmWords, joiners, lowerings, negations, noNegations, turns } from "./words/grammar.ts";

/** What tokens are to the sentence; a `word` is one that no reader knows. */
export type Item = Readonly<{
  type: "found" | "not" | "join" | "turn" | "film" | "article" | "filler" | "word";
  from: number;
  end: number;
  found?: Found;
  /** Whether a clause ends before it. */
  breaks: boolean;
  /** Of a negation: says how little, and so reaches no further than one wish. */
  lowers?: true;
}>;

/** The title of a film, and where it stands. */
export type NamedTitle = Readonly<{ from: number; found: Found }>;

const MOST_WORDS = 4;
const MOST_KEYWORD_WORDS = 3;
const not = new Set(negations);
const lowering = new Set(lowerings);
const notNot = new Set(noNegations);

/** Reads the tokens from the left: at each place the first reader that knows what stands there takes it; a `title`, in its place. */
export function scan(tokens: readonly Token[], vocabulary: QueryVocabulary, title?: NamedTitle): Item[] {
  const items: Item[] = [];
  const add = (type: Item["type"], from: number, end: number, found?: Found) =>
    void items.push({ type, from, end, breaks: tokens[from]?.breaks === true, ...(found && { found }) });
  for (let at = 0; at < tokens.length; at = items.at(-1)?.end ?? tokens.length) {
    const companions = companionOf(items);
    const found =
      readLike(tokens, at, vocabulary, companions?.kind === "like") ??
      (items.at(-1)?.type === "not" ? readUnwantedTitle(tokens, at, vocabulary) : undefined) ??
      (at === title?.from ? title.found : undefined) ??
      readRuntime(tokens, at) ??
      readYear(tokens, at, vocabulary.latestYear()) ??
      readOlder(tokens, at, items, vocabulary) ??
      longest(
        readPhrase(tokens, at),
        readPerson(tokens, at, vocabulary, companions?.role),
        readKeyword(tokens, at, vocabulary),
      );
    const word = tokens[at]?.word ?? "";
    const [noNegation, negation] = [phraseEnd(tokens, at, notNot), phraseEnd(tokens, at, not)];
    if (noNegation !== undefined) add("filler", at, noNegation);
    else if (found) add("found", at, found.end, found);
    else if (negation !== undefined) items.push(negationOf(tokens, at, negation));
    else if (joiners.has(word)) add("join", at, at + 1);
    else if (turns.has(word)) add("turn", at, at + 1);
    else if (filmWords.has(word)) add("film", at, at + 1);
    else if (articles.has(word)) add("article", at, at + 1);
    else add(fillers.has(word) ? "filler" : "word", at, at + 1);
  }
  return items;
}

function negationOf(tokens: readonly Token[], from: number, end: number): Item {
  const lowers = lowering.has(wordsFrom(tokens, from, end));
  return { type: "not", from, end, breaks: tokens[from]?.breaks === true, ...(lowers && { lowers }) };
}

/** A wish that is followed by a joining word: what comes next may be another of its kind. */
function companionOf(items: readonly Item[]): Readonly<{ kind: "like" | "person"; role?: Role }> | undefined {
  const [before, last] = items.slice(-2);
  const wish = last?.type === "join" ? before?.found?.wishes[0] : undefined;
  if (wish?.kind === "like") return { kind: "like" };
  return wish?.kind === "person" ? { kind: "person", ...(wish.role && { role: wish.role }) } : undefined;
}

function longest(...founds: readonly (Found | undefined)[]): Found | undefined {
  return founds.reduce((best, found) => (found && (!best || found.end > best.end) ? found : best), undefined);
}

/** A keyword of the catalog, in the singular too, or in front of a German compound. */
function readKeyword(tokens: readonly Token[], at: number, vocabulary: QueryVocabulary): Found | undefined {
  for (let end = Math.min(at + MOST_KEYWORD_WORDS, tokens.length); end > at; end--) {
    const words = wordsFrom(tokens, at, end);
    const value =
      vocabulary.keyword(words) ?? (words.endsWith("s") ? vocabulary.keyword(words.slice(0, -1)) : undefined);
    if (value !== undefined && !isSmall(words)) return { end, wishes: [{ kind: "keyword", value }], plain: true };
  }
  const stem = compoundStem(tokens[at]?.word ?? "");
  const value = stem === undefined ? undefined : vocabulary.keyword(stem);
  return value === undefined ? undefined : { end: at + 1, wishes: [{ kind: "keyword", value }], ofFilm: true };
}

/** Films are tagged "film" and "life" as well. */
function isSmall(word: string): boolean {
  return [fillers, filmWords, articles, joiners, turns, stopWords].some((words) => words.has(word));
}

function phraseEnd(tokens: readonly Token[], at: number, phrases: ReadonlySet<string>): number | undefined {
  for (let end = Math.min(at + MOST_WORDS, tokens.length); end > at; end--) {
    if (phrases.has(wordsFrom(tokens, at, end))) return end;
  }
  return undefined;
}
