import { fold, withoutArticle } from "../text.ts";

export type Role = "director" | "cast";

export type KnownFilm = Readonly<{
  id: string;
  title: string;
  /** Whether it goes by the whole name, and not by the name without its article or up to its colon. */
  exact: boolean;
}>;

/** What the parser asks the catalog. Names and words are folded. */
export type QueryVocabulary = Readonly<{
  /** The film that is meant by a name: an exact title before a part of one, the best known of several. */
  film(name: string): KnownFilm | undefined;
  /** When a film was made, where that is known. */
  yearOf(id: string): number | undefined;
  /** Whether the title of some film has all of the words. */
  hasTitleWith(words: readonly string[]): boolean;
  /** The person of a full name, as the catalog spells it. */
  person(name: string): string | undefined;
  /** The best known person of a last name, in that role where it is told. */
  surname(name: string, role?: Role): string | undefined;
  /** All people of a last name, the best known first. */
  namesakes(name: string, role?: Role): string[];
  /** The films that the person made or is in. */
  creditsOf(person: string): ReadonlySet<unknown>;
  /** Whether a title, perhaps without its article, begins with the words, the last of which may be typed half. */
  beginsTitle(words: string): boolean;
  /** Whether some film has the genre. */
  genre(name: string): boolean;
  /** The keyword as the catalog spells it. */
  keyword(name: string): string | undefined;
  /** The year of the latest film. */
  latestYear(): number;
}>;

type NamedFilm = Readonly<{ id: string; title: string; originalTitle: string | null; year: number | null }>;

/** A vocabulary that follows a catalog. Genres and keywords that some film ever had stay. */
export type GrowingVocabulary = QueryVocabulary &
  Readonly<{
    /** The films of a title, perhaps without its article; those too whose title goes on behind it, where that is asked for. */
    filmsOf(title: string, options: Readonly<{ goingOn: boolean }>): string[];
    addFilm(film: NamedFilm): void;
    removeFilm(film: NamedFilm): void;
    addFacts(facts: Readonly<{ year: number | null; genres: readonly string[]; keywords: readonly string[] }>): void;
    addPerson(name: string): void;
    removePerson(name: string): void;
  }>;

export type Fame = Readonly<{
  /** How well known a film or a person is: of several that go by a name, the one with the highest is meant. */
  film(id: string): number;
  person(name: string, role?: Role): number;
}>;

export function createQueryVocabulary(known: Fame & Pick<QueryVocabulary, "creditsOf">): GrowingVocabulary {
  const films = new Map<string, Set<string>>();
  const titles = new Map<string, string>();
  const years = new Map<string, number>();
  const exactNames = new Map<string, Set<string>>();
  const numbered = new Map<string, Set<string>>();
  /** By the first word, each title and behind it the film's id. */
  const begun = new Map<string, Set<string>>();
  const people = new Map<string, Set<string>>();
  const surnames = new Map<string, Set<string>>();
  const genres = new Set<string>();
  const keywords = new Map<string, string>();
  let latest = 0;

  function eachFilmName(
    { id, title, originalTitle }: NamedFilm,
    change: (map: Map<string, Set<string>>, name: string, id: string) => void,
  ): void {
    for (const name of originalTitle === null ? [title] : [title, originalTitle]) {
      const whole = fold(name);
      change(exactNames, whole, id);
      const head = fold(name.split(":", 1)[0] ?? "");
      for (const part of [withoutArticle(whole), head, withoutArticle(head)]) change(films, part, id);
      for (const part of [whole, withoutArticle(whole)]) change(begun, firstWord(part), `${part}\n${id}`);
      for (const word of new Set(whole.split(" "))) if (isNumber(word)) change(numbered, word, id);
    }
  }
  const best = (ids: Iterable<string>, fameOf: (id: string) => number) =>
    [...ids].reduce<string | undefined>(
      (first, id) => (first === undefined || fameOf(id) > fameOf(first) ? id : first),
      undefined,
    );

  return {
    film(name) {
      const exact = exactNames.get(name);
      const id = best(exact ?? films.get(name) ?? [], known.film);
      const title = id === undefined ? undefined : titles.get(id);
      return id === undefined || title === undefined ? undefined : { id, title, exact: exact !== undefined };
    },
    yearOf: (id) => years.get(id),
    hasTitleWith(words) {
      const number = words.find((word) => isNumber(word));
      return [...(numbered.get(number ?? "") ?? [])].some((id) => {
        const title = fold(titles.get(id) ?? "").split(" ");
        return words.every((word) => title.includes(word));
      });
    },
    person: (name) => best(people.get(name) ?? [], (person) => known.person(person)),
    namesakes(name, role) {
      const fames = [...(surnames.get(name) ?? [])].map((person) => [person, known.person(person, role)] as const);
      return fames.sort(([, a], [, b]) => b - a).map(([person]) => person);
    },
    creditsOf: known.creditsOf,
    surname: (name, role) => best(surnames.get(name) ?? [], (person) => known.person(person, role)),
    beginsTitle: (words) => [...(begun.get(firstWord(words)) ?? [])].some((title) => title.startsWith(words)),
    genre: (name) => genres.has(name),
    keyword: (name) => keywords.get(name),
    latestYear: () => latest,
    filmsOf(title, { goingOn }) {
      const own = [...(begun.get(firstWord(title)) ?? [])].filter(
        (name) => name.startsWith(`${title}\n`) || (goingOn && name.startsWith(`${title} `)),
      );
      return [...new Set(own.map((name) => name.slice(name.indexOf("\n") + 1)))];
    },
    addFilm(film) {
      titles.set(film.id, film.title);
      if (film.year !== null) years.set(film.id, film.year);
      eachFilmName(film, include);
    },
    removeFilm(film) {
      titles.delete(film.id);
      years.delete(film.id);
      eachFilmName(film, exclude);
    },
    addFacts(facts) {
      latest = Math.max(latest, facts.year ?? 0);
      for (const genre of facts.genres) genres.add(genre);
      for (const keyword of facts.keywords) keywords.set(fold(keyword), keyword);
    },
    addPerson(name) {
      eachPersonName(name, people, surnames, include);
    },
    removePerson(name) {
      eachPersonName(name, people, surnames, exclude);
    },
  };
}

function eachPersonName(
  name: string,
  people: Map<string, Set<string>>,
  surnames: Map<string, Set<string>>,
  change: (map: Map<string, Set<string>>, name: string, person: string) => void,
): void {
  const words = fold(name).split(" ");
  change(people, words.join(" "), name);
  for (let from = 1; from < words.length; from++) change(surnames, words.slice(from).join(" "), name);
}

function include(map: Map<string, Set<string>>, name: string, id: string): void {
  const ids = map.get(name);
  if (ids) ids.add(id);
  else if (name !== "") map.set(name, new Set([id]));
}

function exclude(map: Map<string, Set<string>>, name: string, id: string): void {
  const ids = map.get(name);
  if (ids?.delete(id) && ids.size === 0) map.delete(name);
}

function firstWord(text: string): string {
  return text.split(" ", 1)[0] ?? "";
}

function isNumber(word: string): boolean {
  return word.charAt(0) >= "0" && word.charAt(0) <= "9";
}
