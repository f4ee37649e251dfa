import type { FilmTable } from "./film-table.ts";
import type { IndexedFilm, Vocabulary } from "./indexed-film.ts";
import type { MovieIndex } from "./movie-index.ts";
import type { SlotLists } from "./slot-lists.ts";

export type Facet = { value: string; count: number }[];
export type Facets = Readonly<{ genres: Facet; decades: Facet; languages: Facet; countries: Facet }>;

/** Fewer than this share of all films are counted one by one, more of them value by value: a pass over lists of numbers is that much faster. */
const FEW = 1 / 64;

/** Counts how many films have each value; a film counts once for each of its genres and countries. */
export function createFacetCounter({ genres, languages, countries }: Vocabulary) {
  const genreCounts = new Uint32Array(genres.size());
  const languageCounts = new Uint32Array(languages.size());
  const countryCounts = new Uint32Array(countries.size());
  const decadeCounts = new Uint32Array(1_000);
  return {
    add(film: IndexedFilm): void {
      for (const genre of film.genres) raise(genreCounts, genre);
      for (const country of film.countries) raise(countryCounts, country);
      if (film.language !== null) raise(languageCounts, film.language);
      if (film.year !== null) raise(decadeCounts, Math.floor(film.year / 10));
    },
    /** Adds all films whose slots are marked by 1. */
    addMarked(marked: Uint8Array, { end, genres, countries, columns: { languages, years } }: FilmTable): void {
      countMarked(genreCounts, genres, marked);
      countMarked(countryCounts, countries, marked);
      for (let slot = 0; slot < end; slot++) {
        if (marked[slot] !== 1) continue;
        if (languages[slot]! >= 0) raise(languageCounts, languages[slot]!);
        if (years[slot]! > 0) raise(decadeCounts, Math.floor(years[slot]! / 10));
      }
    },
    /** Most films first, ties by value; decades (`1970s`) in order of time. */
    result: (): Facets => ({
      genres: byCount(facet(genreCounts, genres.valueOf)),
      decades: facet(decadeCounts, (decade) => `${decade}0s`),
      languages: byCount(facet(languageCounts, languages.valueOf)),
      countries: byCount(facet(countryCounts, countries.valueOf)),
    }),
  };
}

/** The facets of the films in these slots. */
export function facetsOf(slots: Int32Array, { table, vocabulary }: Pick<MovieIndex, "table" | "vocabulary">): Facets {
  const counter = createFacetCounter(vocabulary);
  if (slots.length < FEW * table.end) {
    for (const slot of slots) counter.add(table.film(slot)!);
    return counter.result();
  }
  const marked = new Uint8Array(table.end);
  for (const slot of slots) marked[slot] = 1;
  counter.addMarked(marked, table);
  return counter.result();
}

function countMarked(counts: Uint32Array, lists: Pick<SlotLists, "of" | "size">, marked: Uint8Array): void {
  for (let value = 0; value < lists.size(); value++) {
    const slots = lists.of(value);
    let count = 0;
    for (let at = 0; at < slots.length; at++) count += marked[slots[at]!]!;
    counts[value]! += count;
  }
}

function raise(counts: Uint32Array, index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}

function facet(counts: Uint32Array, valueOf: (index: number) => string): Facet {
  const values: Facet = [];
  for (let index = 0; index < counts.length; index++) {
    const count = counts[index]!;
    if (count > 0) values.push({ value: valueOf(index), count });
  }
  return values;
}

function byCount(values: Facet): Facet {
  return values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
