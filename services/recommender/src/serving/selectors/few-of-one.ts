import { makersOf, noMoreThan } from "@projectionist/recsys";
import type { Catalog } from "../../catalog-copy/catalog-copy.ts";
import type { Film } from "../../catalog-copy/film.ts";
import type { Candidate } from "../candidate.ts";

/** How many films of one director, or of one series, a list may have while there are others. */
const MOST_OF_ONE = 3;

/** How many films more than are wanted stand ready for those that are too many of one. */
export const SPARE = 5;

/** The first `count` of them, no more than three of a director or a series while there are others. */
export function fewOfOne(candidates: readonly Candidate[], count: number, catalog: Catalog): Candidate[] {
  const groupsOf = ({ movieId }: Candidate) => makersOfFilm(catalog.film(movieId));
  return noMoreThan(candidates, { count, most: MOST_OF_ONE, groupsOf });
}

/** Of a film that is not known, nobody. */
export function makersOfFilm(film: Film | undefined): string[] {
  return film ? makersOf(film.directors, film.series) : [];
}
