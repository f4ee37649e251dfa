import { personIdOf, type MovieFacts } from "@projectionist/contracts";
import { createNearNames, type NearNames } from "../search/near-names.ts";
import { createKnownWords, type KnownWords } from "../search/known-words.ts";
import { createTextIndex, type TextIndex } from "../search/text-index.ts";
import {
  createQueryVocabulary,
  wishPhrases,
  withCompounds,
  type GrowingVocabulary,
  type QueryVocabulary,
} from "@projectionist/recsys";
import { createFilmTable, type FilmTable } from "./film-table.ts";
import { createVocabulary, indexedFilm, type IndexedFilm, type Vocabulary } from "./indexed-film.ts";
import { createPeopleIndex, creditsOf, prominenceOf, type Person } from "./people-index.ts";
import { noRatings, popularityOf, type RatingCounts } from "./ratings.ts";
import { createTitleIndex, type TitleIndex } from "./title-index.ts";

export const filmFields = ["title", "originalTitle", "people", "keywords", "series"] as const;
export type FilmField = (typeof filmFields)[number];

/** All films in memory, as this instance knows them: a projection of the documents and of `activity.movies`. */
export interface MovieIndex {
  readonly vocabulary: Vocabulary;
  readonly table: FilmTable;
  /** What a query may name: titles, people, genres and keywords. */
  readonly names: QueryVocabulary & Pick<GrowingVocabulary, "filmsOf">;
  readonly titles: Pick<TitleIndex, "find">;
  readonly filmTexts: Pick<TextIndex<FilmField>, "find" | "hasAll">;
  readonly filmNames: Pick<NearNames, "near" | "idsOf">;
  readonly knownWords: Pick<KnownWords, "has" | "near">;
  readonly peopleNames: Pick<TextIndex<"name">, "find">;
  /** Takes a film's facts; nothing happens when this version or a later one was taken before. */
  upsert(id: string, version: number, facts: MovieFacts, posterUrl?: string | null): void;
  /** Whether neither this version of the film nor a later one was taken. */
  isNews(id: string, version: number): boolean;
  /** Takes a film out for good; versions up to this one do not bring it back. */
  remove(id: string, version: number): void;
  /** Takes a film's counts, the latest; the film itself may come later. */
  setRatings(id: string, counts: RatingCounts): void;
  ratings(id: string): RatingCounts;
  get(id: string): IndexedFilm | undefined;
  readonly size: number;
  films(): Iterable<IndexedFilm>;
  person(id: string): Person | undefined;
}

/** Who searches says "scary" sooner than "carry", whatever plots say more often. */
const WISH_TOLD = 100;

/** What is told of films as they come, change and go, with the slot that the table keeps for each while it is there. */
export type FilmFollower = Readonly<{
  put(id: string, slot: number, facts: MovieFacts, popularity: number): void;
  setPopularity(id: string, popularity: number): void;
  remove(id: string): void;
}>;

/** An empty index, and who follows what happens to it; what `isWord` knows is not taken for mistyped. */
export function createMovieIndex(follower?: FilmFollower, isWord?: (word: string) => boolean): MovieIndex {
  const films = new Map<string, IndexedFilm>();
  const removed = new Map<string, number>();
  const ratings = new Map<string, RatingCounts>();
  const vocabulary = createVocabulary();
  const table = createFilmTable();
  const people = createPeopleIndex();
  const titles = createTitleIndex();
  const filmTexts = createTextIndex<FilmField>({ title: 4, originalTitle: 3, people: 2, keywords: 1, series: 2 }, [
    "title",
    "originalTitle",
  ]);
  const peopleNames = createTextIndex({ name: 1 }, ["name"]);
  const filmNames = createNearNames();
  const knownWords = createKnownWords(isWord);
  for (const phrase of wishPhrases()) knownWords.add(phrase, WISH_TOLD);

  const names = createQueryVocabulary({
    film: (id) => popularityOf(ratings.get(id) ?? noRatings),
    person: (name, role) => prominenceOf(people.get(personIdOf(name)), role),
    creditsOf: (name) => creditsOf(people.get(personIdOf(name))),
  });

  const isNews = (id: string, version: number) => version > (films.get(id)?.version ?? removed.get(id) ?? 0);

  function forget(film: IndexedFilm): void {
    films.delete(film.id);
    titles.remove(film);
    names.removeFilm(film);
    for (const { id, name } of people.remove(film)) {
      peopleNames.remove(id);
      names.removePerson(name);
    }
  }

  return {
    vocabulary,
    table,
    names,
    titles,
    filmTexts,
    filmNames,
    knownWords,
    peopleNames,
    isNews,
    upsert(id, version, facts, posterUrl = null) {
      if (!isNews(id, version)) return;
      const old = films.get(id);
      if (old) forget(old);
      removed.delete(id);
      const film = indexedFilm(id, version, facts, posterUrl, ratings.get(id) ?? noRatings, vocabulary, people);
      films.set(id, film);
      const slot = table.put(film);
      titles.add(film);
      names.addFilm(film);
      names.addFacts(facts);
      for (const { id, name } of people.add(film)) {
        peopleNames.put(id, { name });
        names.addPerson(name);
      }
      const texts = textsOf(facts);
      filmTexts.put(id, texts);
      for (const text of [...Object.values(texts), ...facts.genres, facts.description ?? ""]) knownWords.add(text);
      filmNames.put(id, [...film.titleNames, ...film.originalTitleNames]);
      follower?.put(id, slot, facts, popularityOf(film.counts));
    },
    remove(id, version) {
      if (!isNews(id, version)) return;
      const old = films.get(id);
      if (old) forget(old);
      table.remove(id);
      filmTexts.remove(id);
      filmNames.remove(id);
      follower?.remove(id);
      removed.set(id, version);
    },
    setRatings(id, counts) {
      ratings.set(id, counts);
      const film = films.get(id);
      if (film) film.counts = counts;
      table.setRatings(id, counts);
      follower?.setPopularity(id, popularityOf(counts));
    },
    ratings: (id) => ratings.get(id) ?? noRatings,
    get: (id) => films.get(id),
    get size() {
      return films.size;
    },
    films: () => films.values(),
    person: (id) => people.get(id),
  };
}

function textsOf(facts: MovieFacts): Record<FilmField, string> {
  return {
    title: withCompounds(facts.title),
    originalTitle: withCompounds(facts.originalTitle ?? ""),
    people: [...facts.directors, ...facts.cast].join(" "),
    keywords: facts.keywords.join(" "),
    series: facts.series ?? "",
  };
}
