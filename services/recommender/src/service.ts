import type { EventLog } from "@projectionist/bus";
import { openJobs, type Jobs } from "@projectionist/jobs";
import {
  createHealth,
  createLifecycle,
  createMetrics,
  listen,
  type Logger,
  type RunningService,
  type VerifyToken,
} from "@projectionist/service-kit";
import { buildApp } from "./app.ts";
import { createCatalogCopy } from "./catalog-copy/catalog-copy.ts";
import { tailCatalog } from "./catalog-copy/tail-catalog.ts";
import { followControl } from "./control/serving-keyspace.ts";
import { createFreshRead } from "./http/fresh-read.ts";
import { checkServed } from "./models/check-served.ts";
import { createInspect } from "./positions/inspect.ts";
import { startPositions } from "./positions/positions.ts";
import { createCaughtUp } from "./projector/caught-up.ts";
import { startProjector } from "./projector/projector.ts";
import { waitForPosition } from "./projector/wait-for-position.ts";
import { createWakeUp } from "./projector/wake-up.ts";
import { startDropFormer } from "./rebuild/drop-former.ts";
import { defineStateJobs } from "./rebuild/state-jobs.ts";
import { createNewFilms } from "./serving/new-films/new-films.ts";
import { createRecommender } from "./serving/recommender.ts";
import { createServedPublisher } from "./serving/served-publisher.ts";
import { createSignalReader } from "./serving/state/signal-reader.ts";
import { startTraining } from "./training/start-training.ts";
import { openSignalState } from "./signal-state/open.ts";
import type { SignalState } from "./signal-state/signal-state.ts";

export type RecommenderOptions = Readonly<{
  log: EventLog;
  logger: Logger;
  verifyToken: VerifyToken;
  host: string;
  port: number;
  /** With how many films before it a film of a history is paired; a keyspace that exists keeps its own. */
  window?: number;
  /** Where the jobs are; in this process unless told. Closed at the stop, before what they work on. */
  jobs?: Jobs;
  /** Where trained models are, and how often it is looked whether to train; without it the counts alone serve. */
  training?: Readonly<{ modelsUrl: string; everyHours: number }> | undefined;
  /** Milliseconds since 1970. */
  now?: () => number;
}> &
  /** A state to open and close, or one that the caller owns. */
  (Readonly<{ signalStateUrl: string; redisCa?: string | undefined }> | Readonly<{ state: SignalState }>);

/**
 * Starts the recommender: opens the signal state, carries `activity.signals` into it, follows `catalog.movies`, listens.
 * It is ready once its copy of the films and the state's counts reflect what was in the log at the start.
 */
export async function startRecommender(options: RecommenderOptions): Promise<RunningService> {
  const { log, logger, verifyToken, window, now = Date.now } = options;
  const lifecycle = createLifecycle(logger);
  try {
    const url = await start();
    return { name: "recommender", url, stop: () => lifecycle.stop() };
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }

  async function start(): Promise<string> {
    const metrics = createMetrics("recommender");
    const state = await stateOf();
    const catalog = createCatalogCopy();
    const newFilms = createNewFilms({ catalog, logger });
    lifecycle.onStop("new films", () => newFilms.stop());
    const films = await tailCatalog(catalog, { log, logger, onChanged: () => newFilms.look() });
    lifecycle.onStop("tail of films", () => films.stop());
    const filmsKnown = films.caughtUp();

    const epoch = await log.epoch("activity.signals");
    const serving = await followControl({
      state,
      epoch,
      onFailure: (err) => logger.warn({ err }, "it could not be looked up which keyspace serves"),
    });
    lifecycle.onStop("control record", () => serving.stop());
    const keyspace = () => serving.current();
    const caughtUp = createCaughtUp({ state, keyspace, epoch, ends: await log.ends("activity.signals") });
    const wakeUp = createWakeUp();
    const projection = { log, state, keyspace: serving, window, logger, metrics };
    const projector = await startProjector({ ...projection, onApplied: () => wakeUp.wake() });
    lifecycle.onStop("projector", () => projector.stop());

    const formerEpoch = await log.formerEpoch?.("activity.signals");
    const former = startDropFormer({ state, epoch, formerEpoch, caughtUp, logger });
    lifecycle.onStop("counts by the former name", () => former.stop());

    const jobs = options.jobs ?? (await openJobs("memory:"));
    lifecycle.onStop("jobs", () => jobs.close());
    const control = { state, epoch, onChanged: () => serving.look() };
    defineStateJobs(jobs, { log, topic: "activity.signals", control, logger });

    const shared = { log, state, keyspace, epoch, jobs, logger, metrics, lifecycle, now };
    const models = options.training && (await startTraining({ ...options.training, ...shared }));

    const reader = createSignalReader({ state, keyspace, catalog, now });
    const servedPublisher = createServedPublisher({ log, logger, metrics });
    lifecycle.onStop("publisher of what was served", () => servedPublisher.stop());
    const freshRead = createFreshRead((userId, after) =>
      // Whom no one is, any viewers' shard tells of: each moves after the films' shards.
      waitForPosition({ state, keyspace, epoch, userId: userId ?? "", after, wakeUp }),
    );

    const positions = startPositions({
      log,
      state,
      epoch,
      keyspace,
      why: (partition) => projector.why(partition),
      now,
    });
    lifecycle.onStop("positions", () => positions.stop());

    const health = createHealth(logger);
    health.check("signal state", async () => void (await state.shardFences(keyspace(), epoch, "v0")));
    health.check("log", async () => void (await log.ends("activity.signals")));
    health.check("films", () => filmsKnown);
    health.check("counts", caughtUp);
    if (models) health.note("trained model", () => checkServed(models.current));
    const recommender = createRecommender({ catalog, reader, newFilms, model: () => models?.current.current() });
    const routes = { catalog, recommender, freshRead, servedPublisher, now };
    const inspect = createInspect({ log, state, keyspace, catalog, window });
    const ops = { jobs, models, positions: () => positions.look(), inspect };
    const app = buildApp({ ...routes, ...ops, logger, verifyToken, metrics, health });
    lifecycle.onStop("HTTP", () => app.close());
    lifecycle.onStop("readiness", () => health.draining());
    return listen(app, options);
  }

  async function stateOf(): Promise<SignalState> {
    if ("state" in options) return options.state;
    const state = await openSignalState(options.signalStateUrl, {
      ca: options.redisCa,
      onError: (err) => logger.warn({ err }, "the signal state could not be stored and will be tried again"),
    });
    lifecycle.onStop("signal state", () => state.close());
    return state;
  }
}
