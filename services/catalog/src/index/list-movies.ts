import type { MovieCard } from "@projectionist/contracts";
import { decodeCursor, encodeCursor } from "@projectionist/service-kit";
import { createFacetCounter, type Facet, type Facets } from "./facets.ts";
import { filterTests, meetsAll, type MovieFilters } from "./film-filter.ts";
import { cardOf, type IndexedFilm } from "./indexed-film.ts";
import type { MovieIndex } from "./movie-index.ts";
import { createPage } from "./page.ts";
import { sortKeys, type MovieSort } from "./sort-keys.ts";

export type ListQuery = Readonly<{
  filters: MovieFilters;
  sort: MovieSort;
  limit: number;
  cursor?: string | undefined;
}>;
export type MovieList = Readonly<{ items: MovieCard[]; nextCursor?: string; total: number; facets: Facets }>;

/**
 * A page of the films that meet the filters, how many do, and how many of these have each value. A cursor names the last
 * film's place and not a number of films, so films that come or go elsewhere neither repeat nor hide others; a film whose
 * own place changes between two pages may be seen twice or not.
 * @throws {MalformedCursorError}
 */
export function listMovies(index: MovieIndex, { filters, sort, limit, cursor }: ListQuery): MovieList {
  const list = ["movies", filters, sort];
  const meets = meetsAll(filterTests(filters, index.vocabulary));
  const keyOf = sortKeys[sort];
  const page = createPage<IndexedFilm>(limit, cursor === undefined ? undefined : decodeCursor(list, cursor));
  const facets = createFacetCounter(index.vocabulary);
  let total = 0;
  for (const film of index.films()) {
    if (!meets(film)) continue;
    total += 1;
    facets.add(film);
    page.offer(keyOf(film), film.id, film);
  }
  const { items, next } = page.result();
  return {
    items: items.map((film) => cardOf(film, index.vocabulary)),
    ...(next && { nextCursor: encodeCursor(list, next) }),
    total,
    facets: facets.result(),
  };
}

/** The genres of all films, the most frequent first. */
export function listGenres(index: MovieIndex): Facet {
  const facets = createFacetCounter(index.vocabulary);
  for (const film of index.films()) facets.add(film);
  return facets.result().genres;
}

/** The cards of those ids that are films, in the order asked for. */
export function movieCards(index: MovieIndex, ids: readonly string[]): MovieCard[] {
  return ids.flatMap((id) => {
    const film = index.get(id);
    return film ? [cardOf(film, index.vocabulary)] : [];
  });
}
