import type { Wish } from "./chip.ts";
import type { Found } from "./found.ts";
import { wordsFrom, type Token } from "./tokens.ts";
import { countries, filmIndustries } from "./words/countries.ts";
import { genreWords, weakGenreWords } from "./words/genres.ts";
import { kindsOfFilm, weakLengths } from "./words/kinds-of-film.ts";
import { moodWords, unwantedMoodWords, type Mood } from "./words/moods.ts";
import { listPhrases, type Phrases } from "./words/phrases.ts";
import { qualityWords, weakQualityWords, type Quality } from "./words/qualities.ts";

type Meaning = Omit<Found, "end">;

const MOST_WORDS = 5;
/** German compounds end in them: `Rachefilm`, `Horrorklassiker`. */
const compoundEnds = ["filmen", "filme", "films", "film", "streifen", "komodie", "komodien"];

const lexicon = new Map<string, Meaning>();

function learn(said: Phrases, meaning: Meaning): void {
  for (const phrase of listPhrases(said)) if (!lexicon.has(phrase)) lexicon.set(phrase, meaning);
}
const entriesOf = <Key extends string>(table: Partial<Readonly<Record<Key, Phrases>>>) =>
  Object.entries(table) as [Key, Phrases][];

for (const { said, wishes } of kindsOfFilm) learn(said, { wishes });
for (const [value, said] of entriesOf(genreWords)) learn(said, { wishes: [{ kind: "genre", value }] });
for (const [value, said] of entriesOf<Mood>(moodWords))
  learn(said, { wishes: [{ kind: "mood", value }], weak: true, adjective: true });
for (const [value, said] of entriesOf<Quality>(qualityWords)) {
  learn(said, { wishes: [{ kind: "quality", value }], adjective: true });
}
for (const [value, said] of entriesOf<Quality>(weakQualityWords)) {
  learn(said, { wishes: [{ kind: "quality", value }], weak: true, adjective: true });
}
for (const [value, said] of entriesOf(filmIndustries)) learn(said, { wishes: [{ kind: "country", value: [value] }] });
learnCountries();
for (const { said, wishes } of weakLengths) learn(said, { wishes, weak: true, adjective: true });
for (const [value, said] of entriesOf(weakGenreWords)) learn(said, { wishes: [{ kind: "genre", value }], weak: true });
for (const [value, said] of entriesOf<Mood>(unwantedMoodWords)) {
  learn(said, { wishes: [{ kind: "mood", value }], onlyNegated: true });
}

function learnCountries(): void {
  const english = "from|made in|out of";
  const german = "aus|aus dem|aus der|aus den";
  const french = "de|du|d|de la|des|d'";
  for (const { codes, language, adjectives, names, tongue } of countries) {
    const wishes: readonly Wish[] = [{ kind: "country", value: codes.split(" ") }];
    learn(adjectives, { wishes, weak: true, adjective: true });
    for (const [prepositions, name] of [
      [english, names.en],
      [german, names.de],
      [french, names.fr],
    ] as const) {
      const [phrases, before] = [listPhrases({ en: name ?? "" }), listPhrases({ en: prepositions })];
      for (const preposition of before) {
        for (const phrase of phrases) lexicon.set(`${preposition} ${phrase}`, { wishes });
      }
    }
    if (language !== undefined) learnLanguage(language, { ...adjectives, ...tongue });
  }
}

function learnLanguage(value: string, { en = "", de = "", fr = "" }: Phrases): void {
  const wishes: readonly Wish[] = [{ kind: "language", value }];
  const each = (words: string, said: readonly string[]) =>
    listPhrases({ en: words }).forEach((word) =>
      said.forEach((phrase) => lexicon.set(phrase.replace("*", word), { wishes })),
    );
  each(en, ["in *", "* language", "* speaking", "* spoken"]);
  for (const stem of de.split("|").filter((word) => word !== "")) {
    const [bare = ""] = listPhrases({ en: stem.replace("~", "") });
    each(bare, ["auf *", "in *", "*sprachig", "*sprachige", "*sprachiger", "*sprachigen"]);
  }
  each(fr, ["en *", "en langue *"]);
}

/** The wish of the longest phrase that begins at a token. */
export function readPhrase(tokens: readonly Token[], at: number): Found | undefined {
  for (let end = Math.min(at + MOST_WORDS, tokens.length); end > at; end--) {
    const meaning = lexicon.get(wordsFrom(tokens, at, end));
    if (meaning) return { ...meaning, end };
  }
  return readCompound(tokens[at]?.word ?? "", at);
}

/** Whether the words are a phrase of the lexicon, as a whole. */
export function isPhrase(words: string): boolean {
  return lexicon.has(words);
}

/** The phrases that say a wish, folded. */
export function wishPhrases(): Iterable<string> {
  return lexicon.keys();
}

function readCompound(word: string, at: number): Found | undefined {
  const ending = compoundEnds.find((end) => word.length > end.length + 2 && word.endsWith(end));
  if (ending === undefined) return undefined;
  const stem = word.slice(0, -ending.length);
  const meaning = lexicon.get(stem) ?? lexicon.get(stem.replace(/[sn]$/, ""));
  const film: readonly Wish[] = ending.startsWith("komodie") ? [{ kind: "genre", value: "Comedy" }] : [];
  if (!meaning && film.length === 0) return undefined;
  return { end: at + 1, wishes: [...(meaning?.wishes ?? []), ...film], ofFilm: true };
}

/** What a German compound of a catalog keyword and "film" has in front: `samurai` of `Samuraifilme`. */
export function compoundStem(word: string): string | undefined {
  const ending = compoundEnds.slice(0, 5).find((end) => word.length > end.length + 2 && word.endsWith(end));
  return ending === undefined ? undefined : word.slice(0, -ending.length);
}
