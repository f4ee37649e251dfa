import type { MovieCard } from "@projectionist/contracts";
import { decodeCursor, encodeCursor } from "@projectionist/service-kit";
import { createFacetCounter, type Facets } from "../index/facets.ts";
import { filterTests, meetsAll, type FilmTest, type MovieFilters } from "../index/film-filter.ts";
import { cardOf, type IndexedFilm } from "../index/indexed-film.ts";
import type { FilmField, MovieIndex } from "../index/movie-index.ts";
import { createPage } from "../index/page.ts";
import { relevanceOf } from "./relevance.ts";
import type { TextHits } from "./text-index.ts";
import { words } from "@projectionist/recsys";
import { parseQuery } from "./year-in-query.ts";

export type SearchQuery = Readonly<{
  text: string;
  filters: MovieFilters;
  limit: number;
  cursor?: string | undefined;
  /** Where to look; everywhere unless told. */
  fields?: readonly FilmField[];
}>;
export type FoundMovie = Readonly<{ movie: MovieCard; score: number; matched: FilmField[]; words: string[] }>;
export type SearchAnswer = Readonly<{ items: FoundMovie[]; nextCursor?: string; total: number; facets: Facets }>;

const none: ReadonlySet<string> = new Set();

/**
 * Films for a text as far as it has been typed, the most relevant first. A year beside other words narrows to films of
 * that year or with that number in the title, unless there are none. Where no title begins with the text, films are found too
 * whose whole title is spelt nearly so.
 * @throws {MalformedCursorError}
 */
export function searchMovies(index: MovieIndex, { text, filters, limit, cursor, fields }: SearchQuery): SearchAnswer {
  const typed = words(text);
  const list = ["search", typed, filters];
  const { terms, year } = parseQuery(typed);
  const meets = meetsAll(filterTests(filters, index.vocabulary));
  const find = (test: FilmTest) =>
    index.filmTexts.find(terms, {
      ...(fields && { fields }),
      keep: (id) => {
        const film = index.get(id);
        return film !== undefined && test(film);
      },
    });
  /** The films of the names too, by whichever of their words. */
  function withFilmsOf(names: ReadonlySet<string>, { hits, found }: TextHits<FilmField>): TextHits<FilmField> {
    const byName = new Map<string, string>();
    const ids = new Set(hits.map(({ id }) => id));
    for (const name of names)
      for (const id of index.filmNames.idsOf(name))
        if (!ids.has(id) && !byName.has(id) && meets(index.get(id)!)) byName.set(id, name);
    return {
      hits: [...hits, ...Array.from(byName.keys(), (id) => ({ id, score: 0 }))],
      found: (id) => (byName.has(id) ? { words: words(byName.get(id)!), matched: ["title"] } : found(id)),
    };
  }
  const ofYear = year === undefined ? undefined : find((film) => meets(film) && isOf(film, year));
  const names = [typed.join(" "), terms.join(" ")];
  const near = index.names.beginsTitle(names[0]!) ? none : index.filmNames.near(names[0]!);
  const { hits, found } = ofYear && ofYear.hits.length > 0 ? ofYear : withFilmsOf(near, find(meets));
  const page = createPage<{ film: IndexedFilm; score: number }>(
    limit,
    cursor === undefined ? undefined : decodeCursor(list, cursor),
  );
  const facets = createFacetCounter(index.vocabulary);
  for (const { id, score: textScore } of hits) {
    const film = index.get(id);
    if (!film) continue;
    const score = relevanceOf(film, names, near, textScore);
    facets.add(film);
    page.offer(-score, id, { film, score });
  }
  const { items, next } = page.result();
  return {
    items: items.map(({ film, score }) => ({ movie: cardOf(film, index.vocabulary), score, ...found(film.id) })),
    ...(next && { nextCursor: encodeCursor(list, next) }),
    total: hits.length,
    facets: facets.result(),
  };
}

function isOf({ year, titleNames }: IndexedFilm, wanted: number): boolean {
  return year === wanted || (titleNames[0] ?? "").split(" ").includes(String(wanted));
}
