import { setTimeout as delay } from "node:timers/promises";
import type { EventLog } from "@projectionist/bus";
import type { ModelPublished, ModelWithdrawn } from "@projectionist/contracts";
import { createTrouble, tailEvents, type Logger, type Metrics } from "@projectionist/service-kit";
import type { ModelFigures } from "../training/evaluate-models.ts";
import type { Artefact } from "./artefact.ts";
import { ArtefactDamagedError } from "./artefact-file.ts";
import { createModelMetrics, showNone } from "./model-metrics.ts";
import type { Models } from "./models.ts";
import { MODEL_NAME, publishedOf, withdrawnOf, type PublishedModel, type WithdrawnModel } from "./publish-model.ts";
import { trainedModelOf, type TrainedModel } from "./trained-model.ts";

/** The trained model that this instance serves: the one that was published last, once it is loaded and verified; none once it is withdrawn. */
export interface CurrentModel<M = TrainedModel> {
  /**
   * What is served now; undefined before the first, and from a withdrawal to the next. It is swapped whole, between two turns of
   * the event loop: who answers a request asks once, and goes on with what he got.
   */
  current(this: void): M | undefined;
  /** What is to be served; ahead of `current` while it is loaded, or cannot be. */
  published(this: void): PublishedModel | undefined;
  /** Why nothing is to be served; undefined where something is, or never was. */
  withdrawn(this: void): WithdrawnModel | undefined;
  /** Resolves once what was published or withdrawn at the time of the call is known here, loaded or not. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

export type CurrentModelOptions<M> = Readonly<{
  log: EventLog;
  models: Models;
  logger: Logger;
  metrics: Metrics;
  /** Makes of a verified artefact what is served; a throw keeps the former. */
  restore: (artefact: Artefact) => M;
  /** The pause before an artefact is tried again that could not be loaded; 5 s unless told, doubled up to a minute. */
  retryMs?: number;
}>;

const RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * Follows `recommender.models`, and loads in the background what is published there. Where that is missing or damaged, the
 * former model serves on, with a line in the log and the metric `recommender_model_stale`, and it is tried again. What is withdrawn
 * there serves no more from that moment on.
 */
export async function followModels<M = TrainedModel>(options: CurrentModelOptions<M>): Promise<CurrentModel<M>> {
  const { log, models, logger, restore, retryMs = RETRY_MS } = options;
  const metrics = createModelMetrics(options.metrics);
  const trouble = createTrouble(logger);
  const stopping = new AbortController();
  let published: PublishedModel | undefined;
  let withdrawn: WithdrawnModel | undefined;
  let served: M | undefined;
  /** Which publication is served. */
  let loaded: PublishedModel | undefined;
  let loading: Promise<void> | undefined;
  let newer = new AbortController();

  const tail = await tailEvents<ModelPublished | ModelWithdrawn>({
    log,
    logger,
    topic: "recommender.models",
    from: [],
    onEvents: async (events) => {
      const latest = events.findLast(({ event }) => event.model === MODEL_NAME)?.event;
      if (latest === undefined) return;
      newer.abort();
      newer = new AbortController();
      if (latest.type === "ModelWithdrawn") return withdraw(withdrawnOf(latest));
      published = publishedOf(latest);
      withdrawn = undefined;
      begin();
    },
  });

  function withdraw(former: WithdrawnModel): void {
    [published, loaded, served] = [undefined, undefined, undefined];
    withdrawn = former;
    showNone(metrics);
    const fields = { model: former.version };
    trouble.over("load", fields, "the published model is withdrawn");
    logger.info(fields, "the model is withdrawn: none serves until another one is published");
  }

  function wanted(): PublishedModel | undefined {
    return published === loaded || stopping.signal.aborted ? undefined : published;
  }

  function begin(): void {
    loading ??= loadAll().finally(() => {
      loading = undefined;
      if (wanted()) begin();
    });
  }

  /** Until what is published last is what serves. */
  async function loadAll(): Promise<void> {
    let pause = retryMs;
    for (let next = wanted(); next !== undefined; next = wanted()) {
      metrics.stale.set(1);
      try {
        await load(next);
        pause = retryMs;
      } catch (err) {
        metrics.loads.inc({ outcome: "failed" });
        const fields = { err, model: next.version };
        trouble.failed(
          "load",
          fields,
          "the published model cannot be loaded: the former serves, and it is tried again",
        );
        const signal = AbortSignal.any([stopping.signal, newer.signal]);
        await delay(pause, undefined, { signal }).catch(() => {});
        pause = Math.min(pause * 2, LONGEST_RETRY_MS);
      }
    }
  }

  async function load(next: PublishedModel): Promise<void> {
    const { artefact, stored } = await models.read("models", next.version);
    if (stored.sha256 !== next.sha256)
      throw new ArtefactDamagedError(`the version ${next.version} is another one than was published`);
    const model = restore(artefact);
    if (stopping.signal.aborted || published !== next) return;
    served = model;
    loaded = next;
    metrics.loads.inc({ outcome: "loaded" });
    metrics.stale.set(0);
    metrics.served.reset();
    metrics.served.set({ version: next.version }, 1);
    metrics.createdAt.set(artefact.createdAt / 1000);
    const figures = (artefact.metrics["figures"] ?? {}) as ModelFigures;
    metrics.heldOut.reset();
    for (const [head, { "ndcg@10": ndcg }] of Object.entries(figures))
      if (ndcg !== undefined) metrics.heldOut.set({ head }, ndcg);
    trouble.over("load", { model: next.version }, "the published model is loaded");
    logger.info({ model: next.version, bytes: stored.bytes }, "a model serves from now on");
  }

  return {
    current: () => served,
    published: () => published,
    withdrawn: () => withdrawn,
    caughtUp: () => tail.caughtUp(),
    async stop() {
      stopping.abort();
      await tail.stop();
      await loading;
    },
  };
}

/** {@link followModels} with the model as it is stored. */
export async function followTrainedModels(
  options: Omit<CurrentModelOptions<TrainedModel>, "restore">,
): Promise<CurrentModel> {
  return followModels({ ...options, restore: trainedModelOf });
}
