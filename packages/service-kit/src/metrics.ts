import { Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export type Metrics = Readonly<{
  /** For a service's own metrics; every one carries the label `service`. */
  registry: Registry;
  requestDuration: Histogram<"method" | "route" | "status_code">;
  requestsInFlight: Gauge;
}>;

/** A service's metrics: those of the process (event loop, heap, garbage collection) and of its HTTP requests. */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requestDuration: new Histogram({
      name: "http_request_duration_seconds",
      help: "Time from the request's arrival to the end of its reply.",
      labelNames: ["method", "route", "status_code"],
      buckets: BUCKETS_SECONDS,
      registers: [registry],
    }),
    requestsInFlight: new Gauge({
      name: "http_requests_in_flight",
      help: "Requests being answered now.",
      registers: [registry],
    }),
  };
}
