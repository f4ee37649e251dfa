import { setTimeout as delay } from "node:timers/promises";
import type { EventLog } from "@projectionist/bus";
import { recordOf, type RecommendationsServed } from "@projectionist/contracts";
import { recordHeadersOf, type Logger, type Metrics, type Origin } from "@projectionist/service-kit";
import { Counter } from "prom-client";

/** Tells the log what was shown, without keeping anybody waiting. */
export interface ServedPublisher {
  /** Takes the event of a request to be published soon. When too many wait already, it is dropped and counted. */
  publish(event: RecommendationsServed, origin: Origin): void;
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
/** The replies go first, and those of a moment share a write. */
const GATHER_MS = 20;

export function createServedPublisher({
  log,
  logger,
  metrics,
  capacity = 1_000,
}: ServedPublisherOptions): ServedPublisher {
  const waiting: Readonly<{ event: RecommendationsServed; origin: Origin }>[] = [];
  let running: Promise<void> | undefined;
  const stopping = new AbortController();
  const counter = new Counter({
    name: "recommendations_served_total",
    help: "Recommendations shown, by whether the log was told of them.",
    labelNames: ["outcome"],
    registers: [metrics.registry],
  });

  async function drain(): Promise<void> {
    await delay(GATHER_MS, undefined, { signal: stopping.signal }).catch(() => {});
    while (waiting.length > 0) {
      const shown = waiting.splice(0, MOST_AT_ONCE);
      try {
        await log.append(shown.map(({ event, origin }) => recordOf(event, recordHeadersOf(origin))));
        counter.inc({ outcome: "published" }, shown.length);
      } catch (err) {
        counter.inc({ outcome: "failed" }, shown.length);
        logger.warn({ err, events: shown.length }, "the log was not told of recommendations that were shown");
      }
    }
    running = undefined;
  }

  return {
    publish(event, origin) {
      if (stopping.signal.aborted || waiting.length >= capacity) {
        counter.inc({ outcome: "dropped" });
        return;
      }
      waiting.push({ event, origin });
      running ??= drain();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
