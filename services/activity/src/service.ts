import type { EventLog } from "@projectionist/bus";
import {
  createHealth,
  createLifecycle,
  createMetrics,
  createTrouble,
  listen,
  type Logger,
  type RunningService,
  type VerifyToken,
} from "@projectionist/service-kit";
import type { Documents } from "@projectionist/stores";
import type { FastifyInstance } from "fastify";
import { buildApp } from "./app.ts";
import { startViewerErasure } from "./background/erase-viewers.ts";
import { startRatingsPublisher } from "./background/publish-ratings.ts";
import { startErasedSweep } from "./background/sweep-erased.ts";
import { createCatchUp } from "./commands/own-history.ts";
import { createPostReview } from "./commands/post-review.ts";
import { createRetract } from "./commands/retract.ts";
import { createLetterBox } from "./dead-letters/letter-box.ts";
import { createResolveLetter } from "./dead-letters/resolve-letter.ts";
import { createIngest } from "./ingest/ingest.ts";
import { createLookUp } from "./ingest/look-up.ts";
import { startKnownMovies } from "./ingest/known-movies.ts";
import { createSignalMetrics } from "./ingest/signal-metrics.ts";
import { openCollections } from "./projection/collections.ts";
import { checkProgress, createProgress } from "./projection/progress.ts";
import { createProject } from "./projection/project.ts";
import { SIGNALS, startProjector } from "./projection/projector.ts";
import { createMovieWriter } from "./projection/write-movies.ts";
import { startPositions } from "./positions.ts";
import { createErasureReceipt } from "./reads/erasure-receipt.ts";
import { createFreshRead } from "./reads/fresh-read.ts";

export type ActivityParts = Readonly<{ log: EventLog; documents: Documents; logger: Logger; verifyToken: VerifyToken }>;

export type ActivityOptions = ActivityParts & Readonly<{ host: string; port: number }>;

/** Everything but the listening: consumers run, and `app` answers what is injected. */
export type Activity = Readonly<{ app: FastifyInstance; stop(): Promise<void> }>;

/**
 * Starts activity: what viewers do goes in, its projections and their readers come out. The log and the documents stay
 * the caller's.
 * @throws {ForeignProgressError} the documents do not belong to the log
 */
export async function startActivity(options: ActivityOptions): Promise<RunningService> {
  const { app, stop } = await openActivity(options);
  try {
    return { name: "activity", url: await listen(app, options), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Composes the service. Errors are those of `startActivity`. */
export async function openActivity({ log, documents, logger, verifyToken }: ActivityParts): Promise<Activity> {
  const lifecycle = createLifecycle(logger);
  try {
    const epoch = await log.epoch(SIGNALS);
    const collections = await openCollections(documents);
    const progress = createProgress(collections.progress, epoch);
    const formerEpoch = await log.formerEpoch?.(SIGNALS);
    if (formerEpoch !== undefined) await progress.adopt(formerEpoch);
    checkProgress(await progress.read(), await log.ends(SIGNALS));

    const metrics = createMetrics("activity");
    const signalMetrics = createSignalMetrics(metrics);
    const health = createHealth(logger);
    health.check("log", async () => void (await log.ends(SIGNALS)));
    health.check("documents", async () => void (await progress.read()));

    const movies = await startKnownMovies(log, logger);
    lifecycle.onStop("known films", () => movies.stop());
    const publisher = startRatingsPublisher(log, collections.movies, logger);
    lifecycle.onStop("ratings publisher", () => publisher.stop());
    const project = createProject(collections, createMovieWriter(collections.movies));
    const projector = await startProjector({ log, logger, metrics, progress, project });
    lifecycle.onStop("projections", () => projector.stop());
    const erasure = await startViewerErasure(log, logger, metrics);
    lifecycle.onStop("erasure of viewers", () => erasure.stop());
    const sweep = startErasedSweep(collections, logger);
    lifecycle.onStop("sweep of erased viewers", () => sweep.stop());
    const letterBox = createLetterBox(log, logger);
    lifecycle.onStop("dead letters", () => letterBox.stop());
    const positions = startPositions(log, progress);
    lifecycle.onStop("positions", () => positions.stop());
    await movies.caughtUp();

    const now = Date.now;
    const catchUp = createCatchUp(log, progress);
    const lookUp = createLookUp(collections, createTrouble(logger));
    const app = buildApp({
      logger,
      verifyToken,
      metrics,
      health,
      collections,
      movies,
      ingest: createIngest({ log, epoch, lookUp, movies, metrics: signalMetrics, now }),
      retract: createRetract({ log, epoch, collections, catchUp, now }),
      postReview: createPostReview({ log, epoch, collections, movies, metrics: signalMetrics, catchUp, now }),
      freshRead: createFreshRead(progress, epoch),
      erasureReceipt: createErasureReceipt(collections.erasures, progress, epoch),
      positions: () => positions.look(),
      letterBox,
      resolveLetter: createResolveLetter(log, logger, now),
    });
    lifecycle.onStop("HTTP", () => app.close());
    lifecycle.onStop("readiness", () => health.draining());
    return { app, stop: () => lifecycle.stop() };
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }
}
