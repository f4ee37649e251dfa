import type { MovieFacts } from "@projectionist/contracts";
import type { Stored } from "@projectionist/stores";
import { fillFacts } from "../import/fill.ts";
import { readRows } from "../import/import-row.ts";
import { externalIdEntries } from "../import/known-films.ts";
import { titleKeys } from "../import/title-keys.ts";
import type { ExternalIds, MovieDocument } from "../movies/movie-document.ts";
import { writeMovies, type Catalog } from "../movies/write-movies.ts";
import { importedMovie, yearOf, type TmdbFound, type TmdbMovie } from "./tmdb-movie.ts";
import type { Tmdb } from "./tmdb.ts";

const ATTEMPTS = 4;

export type Enriched = "enriched" | "unchanged" | "unknown";

/**
 * Fills in what is missing about a film from TMDB, with its poster and external ids; what is known stays. `unknown`: TMDB
 * has no such film, or several that could be it. Repeating it changes nothing.
 */
export async function enrichFilm(catalog: Catalog, tmdb: Tmdb, film: Stored<MovieDocument>): Promise<Enriched> {
  let stored: Stored<MovieDocument> | undefined = film;
  let freeIds = true;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (!stored?.value.facts) return "unknown";
    const movie = await movieOf(tmdb, stored.value, stored.value.facts);
    if (!movie) return "unknown";
    const posterUrl = movie.poster_path ? await tmdb.posterUrl(movie.poster_path) : undefined;
    const document = merged(stored.value, stored.value.facts, movie, { posterUrl, freeIds });
    if (!document) return "unchanged";
    const [result] = await writeMovies(catalog, [{ id: stored.id, over: stored.version, document }]);
    if (result?.outcome === "written") return "enriched";
    // TMDB does give two films one id, or the film has a twin here.
    if (result?.outcome === "duplicate") freeIds = false;
    stored = await catalog.movies.get(stored.id);
  }
  throw new Error(`${film.id} kept changing`);
}

async function movieOf(tmdb: Tmdb, document: MovieDocument, facts: MovieFacts): Promise<TmdbMovie | undefined> {
  if (document.tmdb !== undefined) return tmdb.movie(document.tmdb);
  if (facts.year === null) return undefined;
  const found = bestOf(await tmdb.search(facts.title, facts.year), facts, facts.year);
  const movie = found && (await tmdb.movie(String(found.id)));
  return movie && contradicts(document, movie) ? undefined : movie;
}

/** The one film found that goes by one of the film's titles in its year, else the one of the year beside it. */
function bestOf(found: readonly TmdbFound[], facts: MovieFacts, year: number): TmdbFound | undefined {
  const { all } = titleKeys(facts.title, facts.originalTitle);
  const titled = found.filter(({ title, original_title: original }) =>
    [...titleKeys(title, original ?? null).all].some((key) => all.has(key)),
  );
  for (const distance of [0, 1]) {
    const near = titled.filter((one) => Math.abs((yearOf(one) ?? Infinity) - year) === distance);
    if (near.length > 0) return near.length === 1 ? near[0] : undefined;
  }
  return undefined;
}

function contradicts(document: MovieDocument, { imdb_id: imdb }: TmdbMovie): boolean {
  return document.imdb !== undefined && !!imdb && document.imdb !== imdb;
}

function merged(
  document: MovieDocument,
  facts: MovieFacts,
  movie: TmdbMovie,
  { posterUrl, freeIds }: Readonly<{ posterUrl: string | undefined; freeIds: boolean }>,
): MovieDocument | undefined {
  const [row] = readRows("tmdb", [importedMovie(movie)]);
  const filled = row && fillFacts(facts, row.facts);
  const ids = row && freeIds ? missingIds(document, row.externalIds) : {};
  const isNewPoster = posterUrl !== undefined && posterUrl !== document.posterUrl;
  if (!filled && !isNewPoster && Object.keys(ids).length === 0) return undefined;
  return { ...document, ...ids, ...(filled && { facts: filled }), ...(isNewPoster && { posterUrl }) };
}

function missingIds(document: MovieDocument, ids: ExternalIds): ExternalIds {
  return Object.fromEntries(externalIdEntries(ids).filter(([source]) => document[source] === undefined));
}
