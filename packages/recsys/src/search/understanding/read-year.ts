import type { Range } from "./chip.ts";
import type { Found } from "./found.ts";
import { wordsFrom, type Token } from "./tokens.ts";
import { decadeNames } from "./words/numbers.ts";
import { fold } from "../text.ts";

const FIRST_YEAR = 1874;
/** How many years of a decade are its beginning, its middle and its end. */
const parts: Readonly<Record<"early" | "mid" | "late", readonly [from: number, to: number]>> = {
  early: [0, 3],
  mid: [4, 6],
  late: [7, 9],
};

type Relation = "in" | "before" | "after" | "since" | "until";
const list = (words: string): ReadonlySet<string> => new Set(words.split("|").map(fold));
const relations: readonly (readonly [Relation, ReadonlySet<string>])[] = [
  [
    "before",
    list("from before|before|older than|prior to|pre|vor|älter als|aus der zeit vor|avant|d avant|plus vieux que"),
  ],
  [
    "after",
    list("from after|after|newer than|later than|post|nach|neuer als|jünger als|après|d après|plus récent que"),
  ],
  ["since", list("since|starting|seit|ab|depuis|à partir de")],
  ["until", list("until|till|up to|bis|bis zu|jusqu en|jusqu à|jusque")],
  [
    "in",
    list(
      "from the year|from|in|of|made in|released in|of the year|aus dem jahr|aus dem jahre|aus|von|vom jahr|aus den|in den|im jahr|" +
        "de|d|en|de l année|des|dans les|les|the|die|den|der|das",
    ),
  ],
];
const middleWords: readonly (readonly [keyof typeof parts, ReadonlySet<string>])[] = [
  [
    "early",
    list(
      "early|in the early|from the early|the early|anfang|anfang der|aus den frühen|frühe|frühen|début|début des|du début des|au début des",
    ),
  ],
  ["mid", list("mid|the mid|mitte|mitte der|milieu|milieu des|du milieu des")],
  [
    "late",
    list(
      "late|in the late|from the late|the late|ende|ende der|aus den späten|späte|späten|fin|fin des|de la fin des|à la fin des",
    ),
  ],
];
const between = list("between|zwischen|entre|from|von|de|des années|aus");
const andWords = list("and|to|und|bis|et|à|till|until|through");
const decadeArticles = list("the|den|die|der|les|des");
const recent = list(
  "recent|new movie|new movies|new film|new films|newest|latest|neu|neue filme|neuer film|neuere filme|neueste|neuesten|aktuelle filme|" +
    "récent|récents|récente|récentes|nouveaux films|nouveau film",
);
const old = list(
  "old movie|old movies|old film|old films|alte filme|alter film|alten film|vieux film|vieux films|anciens films",
);
const RECENT_YEARS = 5;
const OLD_UNTIL = 1969;
const MOST_WORDS = 5;

/** A year, a decade, or a time before, after or between such. `latestYear` is the one that "recent" counts from. */
export function readYear(tokens: readonly Token[], at: number, latestYear: number): Found | undefined {
  return readBetween(tokens, at, latestYear) ?? readRelated(tokens, at, latestYear) ?? readAge(tokens, at, latestYear);
}

/** Whether the word is a number that may be a year. */
export function yearOf(word: string, latestYear: number): number | undefined {
  if (word.length !== 4) return undefined;
  const year = Number(word);
  return Number.isInteger(year) && year >= FIRST_YEAR && year <= latestYear + 2 ? year : undefined;
}

type Span = Readonly<{ end: number; from: number; to: number }>;

function readRelated(tokens: readonly Token[], at: number, latestYear: number): Found | undefined {
  for (const [relation, phrases] of relations) {
    for (const start of phraseEnds(tokens, at, phrases)) {
      const skipped = start + (decadeArticles.has(tokens[start]?.word ?? "") ? 1 : 0);
      const time = readTime(tokens, skipped, latestYear) ?? readTime(tokens, start, latestYear);
      if (time) return wish(time.end, related(relation, time));
    }
  }
  const time = readTime(tokens, at, latestYear);
  return time && wish(time.end, { from: time.from, to: time.to });
}

function related(relation: Relation, { from, to }: Span): Range {
  if (relation === "before") return { to: from - 1 };
  if (relation === "after") return { from: to + 1 };
  if (relation === "since") return { from };
  return relation === "until" ? { to } : { from, to };
}

function readBetween(tokens: readonly Token[], at: number, latestYear: number): Found | undefined {
  for (const start of [...phraseEnds(tokens, at, between), at]) {
    const first = readTime(tokens, start, latestYear);
    if (!first) continue;
    const joined = andWords.has(tokens[first.end]?.word ?? "");
    // "1980-1985" has no word between, "1980 and 1985" on its own names two years
    if (joined ? start === at && tokens[first.end]?.word === "and" : start !== at || !isNextTo(tokens, first.end))
      continue;
    const last = readTime(tokens, first.end + (joined ? 1 : 0), latestYear);
    if (last && last.to > first.from) return wish(last.end, { from: first.from, to: last.to });
  }
  return undefined;
}

function isNextTo(tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  return before !== undefined && token !== undefined && !token.breaks && token.start - before.end === 1;
}

function readAge(tokens: readonly Token[], at: number, latestYear: number): Found | undefined {
  for (const length of [2, 1]) {
    if (at + length > tokens.length) continue;
    const words = wordsFrom(tokens, at, at + length);
    if (recent.has(words)) return wish(at + length, { from: latestYear - RECENT_YEARS + 1 });
    if (old.has(words)) return wish(at + length, { to: OLD_UNTIL });
  }
  return undefined;
}

function readTime(tokens: readonly Token[], at: number, latestYear: number): Span | undefined {
  for (const [part, phrases] of middleWords) {
    for (const start of phraseEnds(tokens, at, phrases)) {
      const decade = readDecade(tokens, start);
      if (!decade) continue;
      const [from, to] = parts[part];
      return { end: decade.end, from: decade.from + from, to: decade.from + to };
    }
  }
  const year = yearOf(tokens[at]?.word ?? "", latestYear);
  return readDecade(tokens, at) ?? (year === undefined ? undefined : { end: at + 1, from: year, to: year });
}

function readDecade(tokens: readonly Token[], at: number): Span | undefined {
  for (let end = Math.min(at + MOST_WORDS, tokens.length); end > at; end--) {
    const named = decadeNames.get(wordsFrom(tokens, at, end));
    if (named !== undefined) return { end, from: named, to: named + 9 };
  }
  const word = tokens[at]?.word ?? "";
  const [, digits] = /^(\d{2}|\d{4})(?:s|er|ern)$/.exec(word) ?? [];
  if (digits !== undefined && digits.endsWith("0")) {
    const years = tokens[at + 1]?.word ?? "";
    return decadeFrom(digits, years === "jahre" || years === "jahren" ? at + 2 : at + 1);
  }
  const after = tokens[at + 1]?.word ?? "";
  if ((word === "annees" || word === "annee") && /^(?:\d{2}|\d{4})$/.test(after) && after.endsWith("0")) {
    return decadeFrom(after, at + 2);
  }
  return undefined;
}

/** `20` to `90` are of the last century, `00` and `10` of this one. */
function decadeFrom(digits: string, end: number): Span {
  const number = Number(digits);
  const from = digits.length === 4 ? number : number + (number < 20 ? 2000 : 1900);
  return { end, from, to: from + 9 };
}

/** Where each of the phrases that stand at a token ends, the longest first. */
function phraseEnds(tokens: readonly Token[], at: number, phrases: ReadonlySet<string>): number[] {
  const ends: number[] = [];
  for (let end = Math.min(at + MOST_WORDS, tokens.length); end > at; end--) {
    if (phrases.has(wordsFrom(tokens, at, end))) ends.push(end);
  }
  return ends;
}

function wish(end: number, value: Range): Found {
  return { end, wishes: [{ kind: "year", value }] };
}
