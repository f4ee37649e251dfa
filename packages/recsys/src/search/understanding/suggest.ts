import { fold } from "../text.ts";
import { genreWords, weakGenreWords } from "./words/genres.ts";
import { moodWords, type Mood } from "./words/moods.ts";
import { listPhrases, type Phrases } from "./words/phrases.ts";

type Named<Value> = Readonly<{ value: Value; names: readonly string[] }>;

const namesIn = <Value extends string>(table: Readonly<Record<Value, Phrases>>): Named<Value>[] =>
  Object.entries<Phrases>(table).map(([value, said]) => ({
    value: value as Value,
    names: [fold(value), ...listPhrases(said)],
  }));
const genres = [...namesIn(genreWords), ...namesIn(weakGenreWords)];
const moods = namesIn<Mood>(moodWords);

/** Genres that viewers call by a name that begins as was typed: those that are called so themselves before others. */
export function suggestGenres(typed: string): string[] {
  return begunBy(fold(typed), genres);
}

/** Moods by what was typed, in the same way. */
export function suggestMoods(typed: string): Mood[] {
  return begunBy(fold(typed), moods);
}

function begunBy<Value extends string>(typed: string, named: readonly Named<Value>[]): Value[] {
  if (typed === "") return [];
  const begun = named.filter(({ names }) => names.some((name) => name.startsWith(typed)));
  const own = (value: Value) => (fold(value).startsWith(typed) ? 0 : 1);
  return [...new Set(begun.map(({ value }) => value).sort((a, b) => own(a) - own(b)))];
}
