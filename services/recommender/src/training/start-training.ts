import type { EventLog } from "@projectionist/bus";
import type { Jobs } from "@projectionist/jobs";
import type { Lifecycle, Logger, Metrics } from "@projectionist/service-kit";
import type { ModelRouteDeps } from "../http/model-routes.ts";
import { followTrainedModels, type CurrentModel } from "../models/current-model.ts";
import { openModels } from "../models/open.ts";
import { publishModel } from "../models/publish-model.ts";
import type { SignalState } from "../signal-state/signal-state.ts";
import { startStatisticsOwner } from "./statistics-owner.ts";
import { defineTrainJob, scheduleTraining, trainWhenGrown } from "./train-job.ts";

export type TrainingOptions = Readonly<{
  log: EventLog;
  state: SignalState;
  /** Which keyspace serves. */
  keyspace: () => string;
  /** The signals topic's. */
  epoch: string;
  jobs: Jobs;
  modelsUrl: string;
  /** How often it is looked whether to train. */
  everyHours: number;
  logger: Logger;
  metrics: Metrics;
  lifecycle: Pick<Lifecycle, "onStop">;
  /** Milliseconds since 1970. */
  now: () => number;
}>;

/** Follows the published models, takes part in keeping the statistics, and in training. */
export async function startTraining(
  options: TrainingOptions,
): Promise<ModelRouteDeps & Readonly<{ current: CurrentModel }>> {
  const { log, jobs, modelsUrl, everyHours, lifecycle, now } = options;
  const models = await openModels(modelsUrl);
  const current = await followTrainedModels({ ...options, models });
  lifecycle.onStop("tail of models", () => current.stop());
  const owner = startStatisticsOwner({ ...options, onCounted: trainWhenGrown(jobs, current) });
  lifecycle.onStop("training statistics", () => owner.stop());
  defineTrainJob(jobs, { ...options, models, owner, current });
  await scheduleTraining(jobs, everyHours);
  return { models, current, promote: (model, replaces) => publishModel(log, model, { replaces, now: now() }) };
}
