import type { FilmOfDataSet } from "@projectionist/import";

/** What somebody may type who looks for a film, by kind; undefined where too little is known to type it. */
export type Queries = Readonly<Record<string, string | undefined>>;

const firstSentence = (text: string) => /^[^]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
const lastSentence = (text: string) =>
  text
    .trim()
    .split(/(?<=[.!?])\s+/)
    .at(-1) ?? text;
const words = (text: string, most: number) => text.toLowerCase().split(/\s+/).slice(0, most).join(" ");

const inGerman: Readonly<Record<string, string>> = {
  Action: "Actionfilm",
  Adventure: "Abenteuerfilm",
  Animation: "Zeichentrickfilm",
  Comedy: "Komödie",
  Crime: "Krimi",
  Family: "Familienfilm",
  Fantasy: "Fantasyfilm",
  Horror: "Horrorfilm",
  Romance: "Liebesfilm",
  "Science Fiction": "Science-Fiction-Film",
  War: "Kriegsfilm",
};

/** By what another source says of a film: its text, and its genre and keywords where it has some. */
export function queriesFor(film: FilmOfDataSet, { description, genres = [], keywords = [] }: FilmOfDataSet): Queries {
  const text = description ?? "";
  const told = (query: string) => (text === "" ? undefined : query);
  const names = new Set([film.title, film.originalTitle].map((name) => name?.toLowerCase()));
  const [one, two, three] = keywords.filter((keyword) => !names.has(keyword));
  const genre = genres[0];
  const director = film.directors?.[0]?.split(" ").at(-1);
  const actor = film.cast?.[0];
  const [lead, support] = (film.cast ?? []).map((name) => name.split(" ").at(-1)!.toLowerCase());
  const middle = text.split(/\s+/).slice(-20, -12).join(" ");
  const decade = String(Math.floor((film.year ?? 0) / 10) % 10) + "0";
  const withKeywords = (query: string, ...needed: unknown[]) =>
    needed.includes(undefined) || two === undefined ? undefined : query;
  return {
    "first sentence": told(firstSentence(text)),
    "last sentence": told(lastSentence(text)),
    "what's that movie where ...": told(`what's that movie where ${words(firstSentence(text), 14)}`),
    "eight words within": told(middle) || undefined,
    "five long words": told(
      words(
        firstSentence(text)
          .replace(/[^\p{L} ]/gu, " ")
          .replace(/(?<!\p{L})\p{L}{1,4}(?!\p{L})/gu, ""),
        6,
      ),
    ),
    "a film about ...": withKeywords(`a film about ${one}, ${two} and ${three}`, three),
    "90s thriller about ...": withKeywords(`${decade}s ${genre?.toLowerCase()} about ${one} and ${two}`, genre),
    "Krimi aus den 90ern über ...": withKeywords(
      `${inGerman[genre ?? ""] ?? genre} aus den ${decade}ern über ${one} und ${two}`,
      genre,
    ),
    "... thriller": withKeywords(`${one} ${two} ${three} ${genre?.toLowerCase()}`, genre, three),
    "... film by Mann": withKeywords(`${one} film by ${director}`, director),
    "that thriller with ...": withKeywords(
      `that ${genre?.toLowerCase()} movie with ${actor} about ${one} and ${two}`,
      genre,
      actor,
    ),
    "pacino thriller 90s": genre && lead && `${lead} ${genre.toLowerCase()} ${decade}s`,
    "pacino and de niro movie": support && `${lead} and ${support} movie`,
    "pacino thriller ... ...": withKeywords(`${lead} ${genre?.toLowerCase()} ${one} ${two}`, genre, lead),
  };
}

/** What somebody may type who knows the film's title, and says more. */
export function queriesNaming({ title, genres = [], cast = [] }: FilmOfDataSet, twin: FilmOfDataSet): Queries {
  const name = title.replace(/ \(\d{4}\)$/, "");
  const genre = (genres[0] ?? twin.genres?.[0])?.toLowerCase();
  const actor = cast[0]?.split(" ").at(-1);
  return {
    "the movie (title)": `the movie ${name}`,
    "(title) movie": `${name.toLowerCase()} movie`,
    "(title) thriller": genre && `${name.toLowerCase()} ${genre}`,
    "(title) Pacino": actor && `${name.toLowerCase()} ${actor.toLowerCase()}`,
  };
}

/** The same queries with an error in the longest word. */
export function mistyped(queries: Queries, mistype: (word: string) => string): Queries {
  const wrong = (query: string) => {
    const longest = query.split(" ").reduce((best, word) => (word.length > best.length ? word : best), "");
    return query.replace(longest, () => mistype(longest));
  };
  return Object.fromEntries(
    Object.entries(queries).map(([kind, query]) => [`${kind}, mistyped`, query && wrong(query)]),
  );
}

/** The text without any of the names. */
export function strikeOut(names: readonly string[], text: string): string {
  const escaped = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return escaped.reduce((left, name) => left.replace(new RegExp(name, "giu"), " "), text).trim();
}
