import type { EventLog } from "@projectionist/bus";
import type { RecommendationsServed } from "@projectionist/contracts";
import { publish, type Logger, type Metrics } from "@projectionist/service-kit";
import { Counter } from "prom-client";

/** Tells the log what was shown, without keeping anybody waiting. */
export interface ServedPublisher {
  /** Takes an event to be published soon. When too many wait already, it is dropped and counted. */
  publish(event: RecommendationsServed): void;
  /** Publishes what waits; afterwards events are dropped. Never rejects. */
  stop(): Promise<void>;
}

export type ServedPublisherOptions = Readonly<{
  log: EventLog;
  logger: Logger;
  metrics: Metrics;
  /** How many events may wait; 1,000 unless told. */
  capacity?: number;
}>;

const MOST_AT_ONCE = 100;

export function createServedPublisher({
  log,
  logger,
  metrics,
  capacity = 1_000,
}: ServedPublisherOptions): ServedPublisher {
  const waiting: RecommendationsServed[] = [];
  let running: Promise<void> | undefined;
  let stopped = false;
  const counter = new Counter({
    name: "recommendations_served_total",
    help: "Recommendations shown, by whether the log was told of them.",
    labelNames: ["outcome"],
    registers: [metrics.registry],
  });

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const events = waiting.splice(0, MOST_AT_ONCE);
      try {
        await publish(log, events);
        counter.inc({ outcome: "published" }, events.length);
      } catch (err) {
        counter.inc({ outcome: "failed" }, events.length);
        logger.warn({ err, events: events.length }, "the log was not told of recommendations that were shown");
      }
    }
    running = undefined;
  }

  return {
    publish(event) {
      if (stopped || waiting.length >= capacity) {
        counter.inc({ outcome: "dropped" });
        return;
      }
      waiting.push(event);
      running ??= drain();
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
