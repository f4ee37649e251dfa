import type { ImportedMovie, ImportResult, ImportSource } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import type { Stored } from "@projectionist/stores";
import type { ExternalSource, MovieCollection, MovieDocument } from "../movies/movie-document.ts";
import { writeMovies, type Catalog } from "../movies/write-movies.ts";
import { readRows, type ImportRow } from "./import-row.ts";
import { createKnownFilms, externalIdEntries, type KnownFilms } from "./known-films.ts";
import { titleCandidates } from "./match-film.ts";
import { planImport } from "./plan-import.ts";

const ATTEMPTS = 4;
const FIND_LIMIT = 1_000;

export type ImportBatch = Readonly<{ source: ImportSource; movies: readonly ImportedMovie[]; dryRun: boolean }>;

/**
 * Brings in a batch of films of another numbering, in three round trips: each becomes the film that it is already, with
 * missing facts filled, or a new one. Repeating it changes nothing. `dryRun` answers the same and writes nothing. Films
 * that others change at the same time are decided anew.
 * @throws {ProblemError} `validation-failed`, `movie-exists`, `unavailable` (films kept changing)
 */
export async function importMovies(catalog: Catalog, { source, movies, dryRun }: ImportBatch): Promise<ImportResult[]> {
  const results: ImportResult[] = [];
  let rows = readRows(source, movies);
  for (let attempt = 0; attempt < ATTEMPTS && rows.length > 0; attempt++) {
    const films = await readFilms(catalog, rows);
    const planned = planImport({ source, films, titles: catalog.index.titles }, rows);
    const failed = dryRun ? new Set<string>() : await write(catalog, films);
    const retry: ImportRow[] = [];
    for (const [index, row] of rows.entries()) {
      const result = planned[index];
      if (result && !failed.has(result.movieId)) results[row.position] = result;
      else retry.push(row);
    }
    rows = retry;
  }
  if (rows.length > 0)
    throw new ProblemError("unavailable", { detail: "The films kept changing: send the batch again." });
  return results;
}

/** The ids of the films that could not be written. */
async function write(catalog: Catalog, films: KnownFilms): Promise<Set<string>> {
  const drafts = films.changed();
  const outcomes = await writeMovies(catalog, drafts);
  return new Set(drafts.flatMap(({ id }, index) => (outcomes[index]?.outcome === "written" ? [] : [id])));
}

async function readFilms({ movies, index }: Catalog, rows: readonly ImportRow[]): Promise<KnownFilms> {
  const idsBySource = Map.groupBy(
    rows.flatMap(({ externalIds }) => externalIdEntries(externalIds)),
    ([source]) => source,
  );
  const byExternalId = await Promise.all(
    [...idsBySource].map(([source, entries]) => findBy(movies, source, [...new Set(entries.map(([, id]) => id))])),
  );
  const ids = new Set(rows.flatMap((row) => [row.ownId, ...titleCandidates(index.titles, row)]));
  const byId = await movies.getMany([...ids]);
  return createKnownFilms([...byExternalId.flat(), ...byId.values()]);
}

async function findBy(
  movies: MovieCollection,
  source: ExternalSource,
  ids: string[],
): Promise<Stored<MovieDocument>[]> {
  const { items } = await movies.find({ where: { [source]: { in: ids } }, limit: FIND_LIMIT });
  return items;
}
