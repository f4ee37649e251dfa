import type { Metrics } from "@projectionist/service-kit";
import { Counter, Gauge, Histogram } from "prom-client";

const FRESHNESS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600];

export type ProjectorMetrics = Readonly<{
  applied: Counter<"partition">;
  gaps: Counter<"partition">;
  rewinds: Counter<"partition">;
  failures: Counter<"partition">;
  stopped: Gauge<"partition">;
  freshness: Histogram;
}>;

/** The projector's own metrics; lag and batch durations are measured for every consumer. */
export function createProjectorMetrics({ registry }: Metrics): ProjectorMetrics {
  const registers = [registry];
  const ofPartitions = { labelNames: ["partition" as const], registers };
  return {
    applied: new Counter({
      name: "projector_signals_applied_total",
      help: "Events of the signals topic that the state came to reflect, redelivered ones included.",
      ...ofPartitions,
    }),
    gaps: new Counter({
      name: "projector_gaps_total",
      help: "Times that the state was behind what it had answered: it lost its tail, and the log is read again.",
      ...ofPartitions,
    }),
    rewinds: new Counter({
      name: "projector_rewinds_total",
      help: "Times that a partition was read again from behind the lowest fence, after a gap or records left out.",
      ...ofPartitions,
    }),
    failures: new Counter({
      name: "projector_failures_total",
      help: "Attempts to apply a batch that failed and were made again in place.",
      ...ofPartitions,
    }),
    stopped: new Gauge({
      name: "projector_partition_stopped",
      help: "1 while a partition stands still: the log has lost records, or the state is damaged.",
      ...ofPartitions,
    }),
    freshness: new Histogram({
      name: "signal_to_recommendation_seconds",
      help: "Time from the append of a signal until recommendations reflect it.",
      buckets: FRESHNESS_SECONDS,
      registers,
    }),
  };
}
