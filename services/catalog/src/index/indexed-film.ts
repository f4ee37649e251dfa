import type { MovieCard, MovieFacts } from "@projectionist/contracts";
import { fold, makersOf, withoutArticle } from "@projectionist/recsys";
import { createDictionary, type Dictionary } from "./dictionary.ts";
import type { PeopleIndex, Person } from "./people-index.ts";
import { ratingOf, type RatingCounts } from "./ratings.ts";

/** What the films of an index share: the numbering of their genres, keywords, languages and countries. */
export type Vocabulary = Readonly<{
  genres: Dictionary;
  keywords: Dictionary;
  languages: Dictionary;
  countries: Dictionary;
}>;

export function createVocabulary(): Vocabulary {
  return {
    genres: createDictionary(),
    keywords: createDictionary(),
    languages: createDictionary(),
    countries: createDictionary(),
  };
}

/** A film in memory: what lists, filters and searches need of it. Numbers are those of the vocabulary. */
export type IndexedFilm = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly originalTitle: string | null;
  /** The title, folded, with and without an article at its front. */
  readonly titleNames: readonly string[];
  readonly originalTitleNames: readonly string[];
  readonly year: number | null;
  readonly genres: readonly number[];
  readonly keywords: readonly number[];
  readonly series: string | null;
  readonly runtime: number | null;
  readonly language: number | null;
  readonly countries: readonly number[];
  readonly directors: readonly Person[];
  readonly cast: readonly Person[];
  readonly posterUrl: string | null;
  counts: RatingCounts;
};

export function indexedFilm(
  id: string,
  version: number,
  facts: MovieFacts,
  posterUrl: string | null,
  counts: RatingCounts,
  { genres, keywords, languages, countries }: Vocabulary,
  people: PeopleIndex,
): IndexedFilm {
  return {
    id,
    version,
    title: facts.title,
    originalTitle: facts.originalTitle,
    titleNames: namesOf(facts.title),
    originalTitleNames: facts.originalTitle === null ? [] : namesOf(facts.originalTitle),
    year: facts.year,
    genres: facts.genres.map(genres.numberOf),
    keywords: facts.keywords.map(keywords.numberOf),
    series: facts.series,
    runtime: facts.runtime,
    language: facts.language === null ? null : languages.numberOf(facts.language),
    countries: facts.countries.map(countries.numberOf),
    directors: people.meet(facts.directors),
    cast: people.meet(facts.cast),
    posterUrl,
    counts,
  };
}

/** What a list shows of the film. */
export function cardOf(film: IndexedFilm, { genres, languages, countries }: Vocabulary): MovieCard {
  const [country] = film.countries;
  return {
    id: film.id,
    title: film.title,
    year: film.year,
    genres: film.genres.map(genres.valueOf),
    runtime: film.runtime,
    language: film.language === null ? null : languages.valueOf(film.language),
    country: country === undefined ? null : countries.valueOf(country),
    directors: film.directors.map(({ name }) => name),
    rating: ratingOf(film.counts),
    posterUrl: film.posterUrl,
  };
}

function namesOf(title: string): string[] {
  const full = fold(title);
  const bare = withoutArticle(full);
  return bare === full ? [full] : [full, bare];
}

/** Of a film that is not known, nobody. */
export function makersOfFilm(film: Pick<IndexedFilm, "directors" | "series"> | undefined): string[] {
  if (!film) return [];
  const directors = film.directors.map(({ id }) => id);
  return makersOf(directors, film.series);
}
