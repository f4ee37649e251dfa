import type { EventLog } from "@projectionist/bus";
import type { SemanticModel } from "@projectionist/compute";
import type { MovieRatingsCounted, MovieRemoved, MovieUpserted } from "@projectionist/contracts";
import { openJobs, type Jobs } from "@projectionist/jobs";
import {
  createHealth,
  createLifecycle,
  createMetrics,
  listen,
  relayEvents,
  tailEvents,
  type Logger,
  type RunningService,
  type VerifyToken,
} from "@projectionist/service-kit";
import type { Documents } from "@projectionist/stores";
import { buildApp } from "./app.ts";
import { createEnrichmentJob, type EnrichmentOptions } from "./enrichment/enrichment-job.ts";
import { applyMovieEvents, applyRatings } from "./feed/apply-events.ts";
import { scanMovies } from "./feed/scan-movies.ts";
import { createImportJob, type ImportOptions } from "./import-job/import-job.ts";
import { createMovieIndex } from "./index/movie-index.ts";
import { movieCollection } from "./movies/movie-document.ts";
import type { Catalog } from "./movies/write-movies.ts";
import type { BundledFilm } from "./seed/bundled-film.ts";
import { createAskForVectors, createEmbedJob } from "./search/texts/embed-job.ts";
import { openFilmTexts } from "./search/texts/open-film-texts.ts";
import { seedFilms } from "./seed/seed-films.ts";

export type CatalogOptions = Readonly<{
  log: EventLog;
  /** The catalog's own: its relay publishes the events of every collection in it. */
  documents: Documents;
  logger: Logger;
  verifyToken: VerifyToken;
  host: string;
  port: number;
  /** Where the jobs are; in this process unless told. Closed at the stop, before what they work with. */
  jobs?: Jobs;
  /** How the job `enrich` asks TMDB; unless told it fails, and says what to set. */
  enrichment?: EnrichmentOptions | undefined;
  /** Where the job `import` finds data sets; unless told it fails, and says what to set. */
  importing?: ImportOptions | undefined;
  /** The model that embeds films and queries; unless told, the static embeddings that come along. */
  semanticModel?: SemanticModel | undefined;
  /** Films to be there from the start. */
  seed?: AsyncIterable<BundledFilm> | readonly BundledFilm[];
  /** Milliseconds since 1970. */
  now?: () => number;
}>;

/**
 * Starts the catalog: reads the stored films, follows `catalog.movies` and `activity.movies`, publishes what is written,
 * seeds, listens. It is ready once it knows the ratings that were in the log at the start.
 */
export async function startCatalog(options: CatalogOptions): Promise<RunningService> {
  const { log, documents, logger, verifyToken, now = Date.now } = options;
  const lifecycle = createLifecycle(logger);
  try {
    const url = await start();
    return { name: "catalog", url, stop: () => lifecycle.stop() };
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }

  async function start(): Promise<string> {
    const movies = await documents.collection(movieCollection);
    const jobs = options.jobs ?? (await openJobs("memory:"));
    const { texts, isWord, ...embedding } = await openFilmTexts(
      options.semanticModel,
      documents,
      createAskForVectors(jobs, now()),
    );
    lifecycle.onStop("text embedder", () => embedding.close());
    lifecycle.onStop("jobs", () => jobs.close());
    const index = createMovieIndex(texts, isWord);
    const catalog: Catalog = { movies, index, now };

    const from = await log.ends("catalog.movies");
    await scanMovies(movies, index);
    const films = await tailEvents<MovieUpserted | MovieRemoved>({
      log,
      logger,
      topic: "catalog.movies",
      from,
      onEvents: (events) =>
        applyMovieEvents(
          catalog,
          events.map(({ event }) => event),
        ),
    });
    lifecycle.onStop("tail of films", () => films.stop());
    const ratings = await tailEvents<MovieRatingsCounted>({
      log,
      logger,
      topic: "activity.movies",
      from: [],
      onEvents: async (events) => events.forEach(({ event }) => applyRatings(index, event)),
    });
    lifecycle.onStop("tail of ratings", () => ratings.stop());
    const ratingsKnown = ratings.caughtUp();

    const relay = relayEvents({ documents, log, logger });
    lifecycle.onStop("outbox relay", () => relay.stop());
    if (options.seed) logger.info(await seedFilms(catalog, options.seed), "seeded");

    jobs.define("embed", createEmbedJob(embedding.byJob));
    jobs.define("enrich", createEnrichmentJob(catalog, options.enrichment));
    jobs.define("import", createImportJob(options.importing));

    const health = createHealth(logger);
    health.check("documents", async () => void (await movies.find({ limit: 1 })));
    health.check("log", async () => void (await log.ends("catalog.movies")));
    health.check("ratings", () => ratingsKnown);
    health.note("semantic model", () => embedding.check());
    const app = buildApp({ catalog, texts, jobs, logger, verifyToken, metrics: createMetrics("catalog"), health });
    lifecycle.onStop("HTTP", () => app.close());
    lifecycle.onStop("readiness", () => health.draining());
    return listen(app, options);
  }
}
