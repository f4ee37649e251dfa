import { stopWords } from "../lexical/stop-words.ts";
import type { Found } from "./found.ts";
import type { QueryVocabulary, Role } from "./query-vocabulary.ts";
import { wordsFrom, type Token } from "./tokens.ts";
import {
  articles,
  everydayNames,
  fillers,
  filmWords,
  joiners,
  negations,
  roleWords,
  siblings,
  siblingsBefore,
  turns,
} from "./words/grammar.ts";

const MOST_WORDS = 5;
const SHORTEST_SURNAME = 3;
const roleOf = new Map<string, Role>([
  ...roleWords.director.map((phrase): [string, Role] => [phrase, "director"]),
  ...roleWords.cast.map((phrase): [string, Role] => [phrase, "cast"]),
]);

/**
 * A person: by the full name anywhere, by the last name behind a word for a role or where the words around show that a
 * name is meant. `role` is that of a person named right before, of whom this one is a companion.
 */
export function readPerson(
  tokens: readonly Token[],
  at: number,
  vocabulary: QueryVocabulary,
  role: Role | undefined,
): Found | undefined {
  const named = readName(tokens, at, vocabulary, role);
  for (let end = Math.min(at + MOST_WORDS, tokens.length); end > at; end--) {
    const said = roleOf.get(wordsFrom(tokens, at, end));
    const found = said && readName(tokens, end, vocabulary, said);
    // "De" of De Niro is no word for a role.
    if (found && found.end !== named?.end) return found;
  }
  return named;
}

function readName(
  tokens: readonly Token[],
  at: number,
  vocabulary: QueryVocabulary,
  role: Role | undefined,
): Found | undefined {
  const related = readSiblings(tokens, at, vocabulary, role);
  if (related) return related;
  for (let end = Math.min(at + MOST_WORDS, tokens.length); end > at; end--) {
    const name = nameFrom(tokens, at, end);
    const full = vocabulary.person(name);
    const isClear = end - at > 1 || !everydayNames.has(name);
    if (full !== undefined && isClear) return foundPerson(full, end, role, end - at === 1 && role === undefined);
    const known = isOrdinary(name) ? undefined : vocabulary.surname(name, role);
    if (known === undefined) continue;
    if (!isClear && !(role !== undefined && tokens[at]?.capital === true && !isGermanNoun(tokens, at))) continue;
    return {
      ...foundPerson(known, end, role, role === undefined),
      namesakes: () => vocabulary.namesakes(name, role),
    };
  }
  return undefined;
}

/** Brothers and sisters by their last name; the best known stands for all. */
function readSiblings(
  tokens: readonly Token[],
  from: number,
  vocabulary: QueryVocabulary,
  role: Role | undefined,
): Found | undefined {
  const at = articles.has(tokens[from]?.word ?? "") ? from + 1 : from;
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (!first || !second || first.possessive || second.possessive) return undefined;
  const name = siblings.has(second.word) ? first.word : siblingsBefore.has(first.word) ? second.word : "";
  const known = isOrdinary(name) || everydayNames.has(name) ? undefined : vocabulary.surname(name, role);
  return known === undefined ? undefined : foundPerson(known, at + 2, role, false);
}

function foundPerson(value: string, end: number, role: Role | undefined, weak: boolean): Found {
  return { end, wishes: [{ kind: "person", value, ...(role && { role }) }], ...(weak && { weak: true }) };
}

/** Words of grammar and of one or two letters are nobody's last name: "to" is not Johnnie To. */
function isOrdinary(name: string): boolean {
  const isGrammar = [fillers, articles, joiners, turns, filmWords, stopWords].some((words) => words.has(name));
  return isGrammar || name.length < SHORTEST_SURNAME || negations.includes(name);
}

/** The words as a name: `Kubrick's` is Kubrick. */
function nameFrom(tokens: readonly Token[], from: number, to: number): string {
  const name = wordsFrom(tokens, from, to);
  return tokens[to - 1]?.possessive === true && name.endsWith("s") ? name.slice(0, -1) : name;
}

/** German writes every noun with a capital: behind "mit" and "von" it shows no name. */
function isGermanNoun(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.word;
  return before === "mit" || before === "von";
}
