import type { Found } from "./found.ts";
import { wordsFrom, type Token } from "./tokens.ts";
import { hourWords, minuteWords, smallNumbers } from "./words/numbers.ts";
import { fold } from "../text.ts";

const HOUR = 60;
const LONGEST = 1_000;
/** "90 minutes" means about that. */
const ABOUT = 10;
const MOST_WORDS = 4;

const list = (words: string) => new Set(words.split("|").map(fold));
const atMost = list(
  "under|less than|below|at most|max|maximum|up to|within|no more than|not more than|no longer than|not longer than|not over|shorter than|" +
    "unter|weniger als|höchstens|maximal|kürzer als|nicht länger als|nicht mehr als|nicht über|bis zu|" +
    "moins de|moins d|maximum|au plus|pas plus de|pas plus d|plus court que|en moins de|de moins de|de moins d",
);
const atLeast = list(
  "over|more than|at least|longer than|above|min|minimum|über|mehr als|mindestens|länger als|plus de|plus d|au moins|plus long que|de plus de",
);
const orLess = list(
  "max|maximum|at most|tops|or less|or shorter|höchstens|maximal|oder weniger|oder kürzer|au plus|au maximum|ou moins",
);
const orMore = list(
  "min|minimum|at least|or more|or longer|mindestens|oder mehr|oder länger|au moins|au minimum|ou plus",
);
const halves = list("a half|half|demie|et demie|halb");
const joiners = list("and|und|et");

/** A length: "under two hours", "mindestens 90 Minuten", "1h30 maximum"; without a comparison it is about that. */
export function readRuntime(tokens: readonly Token[], at: number): Found | undefined {
  for (let end = Math.min(at + MOST_WORDS, tokens.length); end > at; end--) {
    const words = wordsFrom(tokens, at, end);
    const isMost = atMost.has(words);
    if (!isMost && !atLeast.has(words)) continue;
    const length = readLength(tokens, end);
    if (length) {
      const value = isMost ? { to: length.minutes } : { from: length.minutes };
      return { end: length.end, wishes: [{ kind: "runtime", value }] };
    }
  }
  const length = readLength(tokens, at);
  if (!length) return undefined;
  for (let end = Math.min(length.end + 2, tokens.length); end > length.end; end--) {
    const words = wordsFrom(tokens, length.end, end);
    if (orLess.has(words)) return { end, wishes: [{ kind: "runtime", value: { to: length.minutes } }] };
    if (orMore.has(words)) return { end, wishes: [{ kind: "runtime", value: { from: length.minutes } }] };
  }
  const value = { from: Math.max(1, length.minutes - ABOUT), to: length.minutes + ABOUT };
  return { end: length.end, wishes: [{ kind: "runtime", value }], weak: true };
}

type Length = Readonly<{ minutes: number; end: number }>;

function readLength(tokens: readonly Token[], at: number): Length | undefined {
  const written = readWritten(tokens[at]?.word ?? "");
  if (written !== undefined) return { minutes: written, end: at + 1 };
  const number = readNumber(tokens, at);
  if (!number) return undefined;
  const unit = tokens[number.end]?.word ?? "";
  if (minuteWords.has(unit)) return lengthOf(number.value, number.end + 1);
  if (!hourWords.has(unit)) return undefined;
  const hours = number.value * HOUR;
  const next = number.end + 1;
  const more = joiners.has(tokens[next]?.word ?? "") ? next + 1 : next;
  for (const end of [more + 2, more + 1]) {
    if (end <= tokens.length && halves.has(wordsFrom(tokens, more, end))) return lengthOf(hours + HOUR / 2, end);
  }
  const minutes = readNumber(tokens, more);
  const isTold = minutes !== undefined && minuteWords.has(tokens[minutes.end]?.word ?? "");
  return isTold ? lengthOf(hours + minutes.value, minutes.end + 1) : lengthOf(hours, next);
}

/** `2h`, `1h30`, `90min`. */
function readWritten(word: string): number | undefined {
  const [, hours, rest] = /^(\d{1,2})h(?:r|rs)?(\d{0,2})(?:m|min)?$/.exec(word) ?? [];
  if (hours !== undefined) return Number(hours) * HOUR + Number(rest ?? 0);
  const [, minutes] = /^(\d{1,3})(?:m|mn|min|mins)$/.exec(word) ?? [];
  return minutes === undefined ? undefined : Number(minutes);
}

function readNumber(tokens: readonly Token[], at: number): Readonly<{ value: number; end: number }> | undefined {
  for (let end = Math.min(at + MOST_WORDS, tokens.length); end > at; end--) {
    const value = smallNumbers.get(wordsFrom(tokens, at, end));
    if (value !== undefined) return { value, end };
  }
  const [word, decimal] = [tokens[at]?.word ?? "", tokens[at + 1]];
  if (!/^\d{1,3}$/.test(word)) return undefined;
  const isDecimal = decimal !== undefined && decimal.breaks && /^\d$/.test(decimal.word);
  return isDecimal && decimal.start - (tokens[at]?.end ?? 0) === 1
    ? { value: Number(`${word}.${decimal.word}`), end: at + 2 }
    : { value: Number(word), end: at + 1 };
}

function lengthOf(minutes: number, end: number): Length | undefined {
  return minutes >= 1 && minutes <= LONGEST ? { minutes: Math.round(minutes), end } : undefined;
}
