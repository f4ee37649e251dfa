import type { Metrics } from "@projectionist/service-kit";
import { Counter, Gauge } from "prom-client";

export type TrainingMetrics = Readonly<{ trainings: Counter<"outcome">; seconds: Gauge }>;

/** What tells of the trainings that this instance has done. */
export function createTrainingMetrics({ registry }: Pick<Metrics, "registry">): TrainingMetrics {
  const registers = [registry];
  return {
    trainings: new Counter({
      name: "recommender_trainings_total",
      help: "Trainings, by outcome: promoted, kept (worse than the model in use), not due, withdrawn (of erased viewers, and nothing is left), failed (may be tried again).",
      labelNames: ["outcome"],
      registers,
    }),
    seconds: new Gauge({
      name: "recommender_training_duration_seconds",
      help: "How long the last training took that was not left out.",
      registers,
    }),
  };
}
