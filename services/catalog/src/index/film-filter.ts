import type { IndexedFilm, Vocabulary } from "./indexed-film.ts";
import { ratingOf } from "./ratings.ts";

/** Conditions that a film must meet, all of them; what is left out does not matter. Unknown facts meet no condition. */
export type MovieFilters = Readonly<{
  /** Genres that it has, all. */
  genres?: readonly string[];
  /** Genres that it has not, none. */
  notGenres?: readonly string[];
  yearFrom?: number | undefined;
  yearTo?: number | undefined;
  runtimeMax?: number | undefined;
  language?: string | undefined;
  /** One of its countries. */
  country?: string | undefined;
  /** The least average in stars; films that nobody rated do not meet it. */
  minRating?: number | undefined;
}>;

export type FilmTest = (film: IndexedFilm) => boolean;

/** The filters as tests of films whose facts are numbered by the vocabulary; none where nothing is asked. */
export function filterTests(filters: MovieFilters, { genres, languages, countries }: Vocabulary): FilmTest[] {
  const tests: FilmTest[] = [];
  for (const genre of filters.genres ?? []) {
    const wanted = genres.find(genre);
    tests.push((film) => wanted !== undefined && film.genres.includes(wanted));
  }
  for (const genre of filters.notGenres ?? []) {
    const unwanted = genres.find(genre);
    if (unwanted !== undefined) tests.push((film) => !film.genres.includes(unwanted));
  }
  const { yearFrom, yearTo, runtimeMax, language, country, minRating } = filters;
  if (yearFrom !== undefined) tests.push(({ year }) => year !== null && year >= yearFrom);
  if (yearTo !== undefined) tests.push(({ year }) => year !== null && year <= yearTo);
  if (runtimeMax !== undefined) tests.push(({ runtime }) => runtime !== null && runtime <= runtimeMax);
  if (language !== undefined) {
    const wanted = languages.find(language);
    tests.push((film) => wanted !== undefined && film.language === wanted);
  }
  if (country !== undefined) {
    const wanted = countries.find(country);
    tests.push((film) => wanted !== undefined && film.countries.includes(wanted));
  }
  if (minRating !== undefined) tests.push(({ counts }) => (ratingOf(counts)?.average ?? 0) >= minRating);
  return tests;
}

/** Whether a film passes all of the tests. */
export function meetsAll(tests: readonly FilmTest[]): FilmTest {
  const [first, ...others] = tests;
  if (!first) return () => true;
  if (others.length === 0) return first;
  return (film) => tests.every((meets) => meets(film));
}
