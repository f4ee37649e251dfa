import type { EventLog } from "@projectionist/bus";
import { runInWorker } from "@projectionist/compute";
import { decodePosition, jobTable, type JobDataOf, type TrainResult } from "@projectionist/contracts";
import { PermanentJobError, type JobContext, type Jobs } from "@projectionist/jobs";
import { enqueueJob, type Logger, type Metrics } from "@projectionist/service-kit";
import type { StoredArtefact } from "../models/artefact.ts";
import type { CurrentModel } from "../models/current-model.ts";
import type { Models } from "../models/models.ts";
import { publishModel, withdrawModel, type PublishedModel } from "../models/publish-model.ts";
import { newVersion } from "../models/version.ts";
import { whyHeldBack } from "./promotion.ts";
import type { StatisticsOwner } from "./statistics-owner.ts";
import type { Trained } from "./train-models.ts";
import type { train as trainInThread, TrainProgress } from "./train-thread.ts";
import { createTrainingMetrics } from "./training-metrics.ts";
import { FEWEST_SIGNALS, holdsErased, whyNotDue } from "./training-due.ts";

/** So many versions are kept, besides those that are served and can be gone back to. */
const KEPT = 10;
const HOUR_MS = 3_600_000;
const THREAD = new URL("./train-thread.ts", import.meta.url);
const GROWTH_PAUSE_MS = 60_000;

export type TrainJobOptions = Readonly<{
  log: EventLog;
  models: Models;
  modelsUrl: string;
  /** The signals topic's. */
  epoch: string;
  owner: Pick<StatisticsOwner, "checkpoint">;
  current: Pick<CurrentModel, "published" | "caughtUp">;
  logger: Logger;
  metrics: Metrics;
  /** Milliseconds since 1970. */
  now: () => number;
}>;

/** Does the job `train`, here, from now on. */
export function defineTrainJob(jobs: Jobs, options: TrainJobOptions): void {
  const { log, models, modelsUrl, epoch, owner, current, logger, now } = options;

  const { trainings, seconds } = createTrainingMetrics(options.metrics);

  jobs.define<JobDataOf<"train">>("train", async (data, context) => {
    try {
      const result = await attempt(data, context);
      if (result.outcome === "trained") seconds.set(result.seconds);
      trainings.inc({ outcome: outcomeOf(result) });
      return result;
    } catch (error) {
      trainings.inc({ outcome: "failed" });
      throw error;
    }
  });

  async function attempt(
    { onlyWhenDue = false, promote = false }: JobDataOf<"train">,
    context: JobContext,
  ): Promise<TrainResult> {
    const began = performance.now();
    await owner.checkpoint(context.signal);
    await current.caughtUp();
    const checkpoint = (await models.list("checkpoints")).find((one) => decodePosition(one.position)?.epoch === epoch);
    const published = current.published();
    const inUse = (await models.list("models")).find(({ version }) => version === published?.version);
    if (!checkpoint || checkpoint.metrics["signals"] === 0) {
      const withdrawn = checkpoint && (await withdrawErased(checkpoint, published, inUse));
      if (withdrawn) {
        logger.info({ job: context.id, ...withdrawn }, "withdrew the model");
        return withdrawn;
      }
      if (onlyWhenDue) return untrained("not due", "no signals are counted yet");
      throw new PermanentJobError("no signals are counted yet: try again when there are some");
    }
    const why = onlyWhenDue ? whyNotDue(checkpoint, inUse) : undefined;
    if (why !== undefined) {
      await prune(checkpoint, [published?.version, published?.replaces]);
      return untrained("not due", why);
    }

    const trained = await train(checkpoint, published?.version ?? null, context);
    const verdict = promotionOf(trained, { promote, mustGo: inUse !== undefined && holdsErased(inUse, checkpoint) });
    if (verdict.promoted) {
      await publishModel(log, trained.stored, { replaces: published?.version ?? null, now: now() });
    }
    context.log(
      `${trained.stored.version} ${verdict.promoted ? "serves from now on" : "is kept, and does not serve"}: ${verdict.why}`,
    );
    const served = verdict.promoted
      ? [trained.stored.version, published?.version]
      : [published?.version, published?.replaces];
    await prune(checkpoint, served);
    const { films, viewers, signals } = checkpoint.metrics as Record<"films" | "viewers" | "signals", number>;
    const result: TrainResult = {
      outcome: "trained",
      ...verdict,
      version: trained.stored.version,
      replaces: published?.version ?? null,
      backend: String(trained.stored.config["backend"]),
      films,
      viewers,
      signals,
      heldOut: trained.heldOut,
      figures: trained.figures,
      inUse: trained.inUse,
      seconds: Math.round((performance.now() - began) / 100) / 10,
    };
    context.progress(1);
    logger.info({ job: context.id, ...result }, "trained");
    return result;
  }

  function train(checkpoint: StoredArtefact, inUse: string | null, { signal, progress }: JobContext): Promise<Trained> {
    const input = { modelsUrl, checkpoint: checkpoint.version, inUse, version: newVersion(now()), now: now() };
    const onProgress = ({ share, note }: TrainProgress) => progress(share, note);
    return runInWorker<typeof trainInThread>(THREAD, "train", input, { signal, onProgress });
  }

  /** Where nothing is left to train from, nothing that was trained from somebody who has been erased serves or stays. */
  async function withdrawErased(
    checkpoint: StoredArtefact,
    published: PublishedModel | undefined,
    inUse: StoredArtefact | undefined,
  ): Promise<TrainResult | undefined> {
    // Of one that is not stored any more it cannot be told from whom it was trained.
    const mustGo = published !== undefined && (inUse === undefined || holdsErased(inUse, checkpoint));
    if (mustGo) await withdrawModel(log, published.version, now());
    await prune(checkpoint, mustGo ? [] : [published?.version, published?.replaces]);
    if (!mustGo) return undefined;
    const why = `a viewer from whom ${published.version} was trained was erased, and no signals are left to train from`;
    return { ...untrained("withdrawn", why), replaces: published.version };
  }

  /** Deletes what was trained from somebody who has been erased, but for the first, and the oldest of the rest. */
  async function prune(checkpoint: StoredArtefact, served: readonly (string | null | undefined)[]): Promise<void> {
    const [newest] = served;
    let kept = 0;
    for (const model of await models.list("models")) {
      const isServed = served.includes(model.version);
      const mustGo = holdsErased(model, checkpoint) && model.version !== newest;
      if (mustGo || (!isServed && ++kept > KEPT)) await models.remove("models", model.version);
    }
  }
}

function outcomeOf({ outcome, promoted }: TrainResult): string {
  if (outcome !== "trained") return outcome;
  return promoted ? "promoted" : "kept";
}

function untrained(outcome: "not due" | "withdrawn", why: string): TrainResult {
  const nothing = { version: null, replaces: null, backend: null, figures: {}, inUse: null };
  return {
    outcome,
    promoted: false,
    why,
    ...nothing,
    films: 0,
    viewers: 0,
    signals: 0,
    heldOut: 0,
    seconds: 0,
  };
}

function promotionOf(
  { figures, inUse }: Trained,
  { promote, mustGo }: Readonly<{ promote: boolean; mustGo: boolean }>,
): Readonly<{ promoted: boolean; why: string }> {
  const heldBack = inUse === null ? undefined : whyHeldBack(figures, inUse);
  if (heldBack === undefined) return { promoted: true, why: inUse === null ? "there was none" : "it is not worse" };
  if (mustGo) return { promoted: true, why: `the one in use reflects a viewer who was erased; ${heldBack}` };
  if (promote) return { promoted: true, why: `it was asked for; ${heldBack}` };
  return { promoted: false, why: heldBack };
}

/** Has training looked at every so many hours, from now on: it is done where enough has come, or somebody was erased. */
export async function scheduleTraining(jobs: Jobs, hours: number): Promise<void> {
  await jobs.schedule("train", { everyMs: hours * HOUR_MS }, { onlyWhenDue: true }, jobTable.train.retry);
}

/**
 * Has a model trained when there are signals for the first, and when there are twice as many as it reflects: a minute later, so
 * that what comes in one go is one training.
 */
export function trainWhenGrown(
  jobs: Pick<Jobs, "enqueue">,
  current: Pick<CurrentModel, "published">,
  pauseMs = GROWTH_PAUSE_MS,
): (signals: number) => void {
  let [counted, askedAt, isWaiting] = [0, 0, false];

  function ask(): void {
    isWaiting = false;
    askedAt = counted;
    enqueueJob(jobs, "train", { onlyWhenDue: true }).catch(() => {
      // It comes with the schedule.
    });
  }

  return (signals) => {
    counted = signals;
    // Where viewers were erased, growth begins anew.
    askedAt = Math.min(askedAt, counted);
    const known = Number(current.published()?.metrics["signals"] ?? 0);
    if (isWaiting || counted < Math.max(FEWEST_SIGNALS, 2 * known, 2 * askedAt)) return;
    isWaiting = true;
    setTimeout(ask, pauseMs).unref();
  };
}
