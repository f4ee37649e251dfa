import { ApiError } from "@projectionist/client";
import type { ImportResult } from "@projectionist/contracts";
import { throwIfStopped } from "./import-error.ts";
import type { Gateway } from "./gateway/gateway.ts";
import type { Progress } from "./progress.ts";
import type { DataSet, FilmRow } from "./layouts/data-set.ts";
import type { Rejections } from "./rejections.ts";
import { closeTally, emptyTally, type Tally } from "./tally.ts";

const BATCH = 500;

export type ImportedFilms = Readonly<{
  /** The catalog's id of each film, by the data set's number. */
  ids: ReadonlyMap<number, string>;
  tally: Tally;
}>;

export type FilmImport = Readonly<{
  dataSet: DataSet;
  gateway: Gateway;
  rejections: Rejections;
  progress: Progress;
  signal: AbortSignal;
  dryRun: boolean;
  /** At most so many films. */
  limit: number | undefined;
  /** Called with what is brought in, batch by batch. */
  keep: ((tally: Tally) => void) | undefined;
}>;

/** Brings the films of a data set into the catalog, in batches. Films that the catalog refuses are rejected one by one. */
export async function importFilms(work: FilmImport): Promise<ImportedFilms> {
  const { dataSet, rejections, progress, signal, limit = Infinity, keep } = work;
  const file = dataSet.filmsFile.name;
  const started = performance.now();
  const tally = emptyTally();
  const seen = new Set<string>();
  const ids = new Map<number, string>();
  let batch: FilmRow[] = [];

  const closed = () => closeTally(tally, rejections.count(file), started);
  const flush = async () => {
    for (const { sourceId, movieId, outcome } of await postFilms(work, batch)) {
      ids.set(Number(sourceId), movieId);
      tally[fieldOf[outcome]]++;
    }
    batch = [];
    progress.update(seen.size);
    keep?.(closed());
  };

  for await (const film of dataSet.films(rejections.add)) {
    const { sourceId } = film.film;
    if (seen.has(sourceId)) {
      rejections.add({ file, line: film.line, reason: "this film's number was there before", row: film.row });
      continue;
    }
    seen.add(sourceId);
    batch.push(film);
    if (batch.length === BATCH) await flush();
    if (seen.size >= limit) break;
    throwIfStopped(signal);
  }
  if (batch.length > 0) await flush();
  return { ids, tally: closed() };
}

const fieldOf = { created: "new", matched: "changed", updated: "changed", unchanged: "same" } as const satisfies Record<
  ImportResult["outcome"],
  keyof Tally
>;

/** Posts films; without those that the catalog finds fault with, and in two halves when they are too much at once. */
async function postFilms(work: FilmImport, rows: readonly FilmRow[]): Promise<readonly ImportResult[]> {
  if (rows.length === 0) return [];
  const { dataSet, gateway, dryRun, rejections } = work;
  const movies = rows.map(({ film }) => film);
  try {
    const reply = await gateway.call((client, signal) =>
      client.POST("/v1/movies/import", { body: { source: dataSet.source, movies, dryRun }, signal }),
    );
    return reply.results;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 413 && rows.length > 1) {
      const half = Math.ceil(rows.length / 2);
      return [...(await postFilms(work, rows.slice(0, half))), ...(await postFilms(work, rows.slice(half)))];
    }
    const faults = faultsByIndex(error);
    if (faults.size === 0) throw error;
    for (const [index, reason] of faults) {
      const refused = rows[index];
      if (refused) rejections.add({ file: dataSet.filmsFile.name, line: refused.line, reason, row: refused.row });
    }
    return postFilms(
      work,
      rows.filter((_, index) => !faults.has(index)),
    );
  }
}

/** What is wrong with which films of a batch, as a problem document's field faults say. */
function faultsByIndex({ problem }: ApiError): Map<number, string> {
  const faults = new Map<number, string>();
  for (const { path, message } of problem?.errors ?? []) {
    const [, index, field] = /^\/movies\/(\d+)(?:\/(.*))?$/.exec(path) ?? [];
    if (index !== undefined) faults.set(Number(index), `${field ?? "film"}: ${message}`);
  }
  return faults;
}
