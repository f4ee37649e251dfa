import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export type Metrics = Readonly<{
  /** For a service's own metrics; every one carries the label `service`. */
  registry: Registry;
  requestDuration: Histogram<"method" | "route" | "status_code">;
  requestsInFlight: Gauge;
  /** `outcome`: handled, failed (and tried again), dead-lettered. */
  messagesConsumed: Counter<"topic" | "consumergroup" | "outcome">;
  batchProcessing: Histogram<"topic" | "consumergroup">;
  deadLetters: Counter<"topic">;
  consumerLag: Gauge<"topic" | "consumergroup" | "partition">;
  /** Calls `probe`, which sets `consumerLag`, whenever the metrics are read. */
  onLagRead(probe: () => Promise<void>): void;
}>;

/**
 * A service's metrics: those of the process (event loop, heap, garbage collection), of its HTTP requests and of the
 * events it consumes. The latter have the names of kafka-exporter and its dashboards, whatever engine the log runs on.
 */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const lagProbes: (() => Promise<void>)[] = [];
  return {
    registry,
    onLagRead: (probe) => void lagProbes.push(probe),
    requestDuration: new Histogram({
      name: "http_request_duration_seconds",
      help: "Time from the request's arrival to the end of its reply.",
      labelNames: ["method", "route", "status_code"],
      buckets: BUCKETS_SECONDS,
      registers,
    }),
    requestsInFlight: new Gauge({ name: "http_requests_in_flight", help: "Requests being answered now.", registers }),
    messagesConsumed: new Counter({
      name: "kafka_messages_consumed_total",
      help: "Records that came to the group, by what became of them.",
      labelNames: ["topic", "consumergroup", "outcome"],
      registers,
    }),
    batchProcessing: new Histogram({
      name: "kafka_message_processing_seconds",
      help: "Time that the handling of a batch took.",
      labelNames: ["topic", "consumergroup"],
      buckets: BUCKETS_SECONDS,
      registers,
    }),
    deadLetters: new Counter({
      name: "kafka_dlq_messages_total",
      help: "Records put aside because they are no events, by the topic they came from.",
      labelNames: ["topic"],
      registers,
    }),
    consumerLag: new Gauge({
      name: "kafka_consumergroup_lag",
      help: "Records behind the last one that the group handled, of the partitions held here.",
      labelNames: ["topic", "consumergroup", "partition"],
      registers,
      collect: async () => void (await Promise.allSettled(lagProbes.map((probe) => probe()))),
    }),
  };
}
