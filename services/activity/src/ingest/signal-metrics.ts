import { postedSignalTypes, type SignalResult, type SignalType } from "@projectionist/contracts";
import type { Metrics } from "@projectionist/service-kit";
import { Counter, Histogram } from "prom-client";

export type SignalMetrics = Readonly<{
  /** Counts a request's items, each with its result. */
  count(items: readonly unknown[], results: readonly SignalResult[]): void;
  /** Counts one signal that came through a call of its own. */
  accepted(type: SignalType): void;
  /** Times a step of recording a request's signals, also when it fails. */
  timed<T>(step: "lookup" | "append", work: Promise<T>): Promise<T>;
}>;

const STEP_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const KNOWN = new Set<unknown>(postedSignalTypes);

export function createSignalMetrics({ registry }: Metrics): SignalMetrics {
  const signals = new Counter({
    name: "activity_signals_total",
    help: "Signals received, by type and outcome.",
    labelNames: ["type", "outcome"],
    registers: [registry],
  });
  const steps = new Histogram({
    name: "activity_ingest_step_seconds",
    help: "What a request's signals wait for: the look whether they are known already, and the log's acknowledgement.",
    labelNames: ["step"],
    buckets: STEP_SECONDS,
    registers: [registry],
  });
  return {
    timed: (step, work) => work.finally(steps.startTimer({ step })),
    count(items, results) {
      const counts = new Map<string, number>();
      for (const [index, { outcome }] of results.entries()) {
        const key = `${typeOf(items[index])} ${outcome}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      for (const [key, count] of counts) {
        const [type = "", outcome = ""] = key.split(" ");
        signals.inc({ type, outcome }, count);
      }
    },
    accepted: (type) => signals.inc({ type, outcome: "accepted" }),
  };
}

/** Clients choose what they send, but not the labels of metrics. */
function typeOf(item: unknown): string {
  const type = typeof item === "object" && item !== null && "type" in item ? item.type : undefined;
  return KNOWN.has(type) ? String(type) : "unknown";
}
