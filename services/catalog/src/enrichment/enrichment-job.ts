import type { JobDataOf } from "@projectionist/contracts";
import { PermanentJobError, type JobHandler } from "@projectionist/jobs";
import type { Stored } from "@projectionist/stores";
import type { MovieDocument } from "../movies/movie-document.ts";
import type { Catalog } from "../movies/write-movies.ts";
import { enrichFilm } from "./enrich-film.ts";
import { openResponseCache } from "./response-cache.ts";
import { createTmdb } from "./tmdb.ts";
import { createTmdbRequest } from "./tmdb-request.ts";
import { createTokenBucket } from "./token-bucket.ts";

const PAGE = 200;

export type EnrichmentOptions = Readonly<{
  /** TMDB's. */
  apiKey: string;
  baseUrl: string;
  requestsPerSecond: number;
  /** Where replies of TMDB are kept; nowhere unless told. */
  cacheFolder?: string | undefined;
}>;

/** How many films were looked at, and what became of them. */
export type EnrichmentResult = { films: number; enriched: number; unchanged: number; unknown: number };

/** The handler of the job `enrich`, which fails without options. */
export function createEnrichmentJob(
  catalog: Catalog,
  options: EnrichmentOptions | undefined,
): JobHandler<JobDataOf<"enrich">> {
  return async ({ movieIds, refresh = false }, { progress, log, signal }): Promise<EnrichmentResult> => {
    if (!options) {
      throw new PermanentJobError(
        "TMDB_API_KEY is not set: get a key from https://www.themoviedb.org/settings/api and set TMDB_API_KEY or TMDB_API_KEY_FILE",
      );
    }
    const tmdb = createTmdb(
      createTmdbRequest({
        ...options,
        bucket: createTokenBucket(options.requestsPerSecond),
        cache: openResponseCache(options.cacheFolder),
        refresh,
        signal,
        now: Date.now,
      }),
    );
    const total = movieIds?.length ?? (await catalog.movies.count());
    const result = { films: 0, enriched: 0, unchanged: 0, unknown: 0 };
    for await (const film of movieIds ? named(catalog, movieIds) : all(catalog)) {
      signal.throwIfAborted();
      if (film.value.facts === null) continue;
      const outcome = await enrichFilm(catalog, tmdb, film);
      if (outcome === "unknown") log(`${film.id}: TMDB has no film that is surely it`);
      result.films++;
      result[outcome]++;
      progress(Math.min(1, result.films / total), `${result.films} of ${total} films, ${result.enriched} enriched`);
    }
    return result;
  };
}

async function* named({ movies }: Catalog, ids: readonly string[]): AsyncGenerator<Stored<MovieDocument>> {
  yield* (await movies.getMany([...new Set(ids)])).values();
}

async function* all({ movies }: Catalog): AsyncGenerator<Stored<MovieDocument>> {
  let cursor: string | undefined;
  do {
    const page = await movies.find({ limit: PAGE, ...(cursor !== undefined && { cursor }) });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
