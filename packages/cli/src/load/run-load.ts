import { setTimeout as sleep } from "node:timers/promises";
import { dataOf, type ProjectionistClient } from "@projectionist/client";
import { createLiveViewers, type SimulatedFilm, type SimulatedSignal } from "@projectionist/simulation";
import { createLatencies, type Outcomes } from "./latencies.ts";

const TICK_MS = 100;
const REPORT_MS = 5_000;
/** Calls under way at once: past it the system is slower than the rate, and more would only queue. */
const MAX_IN_FLIGHT = 64;
const MAX_BATCH = 1_000;

export type LoadReport = Readonly<{ seconds: number; signals: Outcomes; reads: Outcomes; skipped: number }>;

export type LoadOptions = Readonly<{
  client: ProjectionistClient;
  films: readonly SimulatedFilm[];
  /** Signals and recommendations a second. */
  rates: Readonly<{ signals: number; reads: number }>;
  /** Ends the load; what is under way is awaited. */
  stopped: AbortSignal;
  /** Called every five seconds and at the end with what happened since. `skipped` calls were due but not made. */
  onReport: (report: LoadReport) => void;
}>;

/**
 * Lets simulated viewers send signals and read their recommendations at the given rates until stopped. Faults are counted,
 * not thrown: a system under load is watched, also when it fails.
 */
export async function runLoad({ client, films, rates, stopped, onReport }: LoadOptions): Promise<void> {
  const viewers = createLiveViewers({ films, seed: Date.now(), run: Date.now().toString(36) });
  const signals = createLatencies();
  const reads = createLatencies();
  const underWay = new Set<Promise<void>>();
  const owed = { signals: 0, reads: 0 };
  let skipped = 0;
  let audience = ["a-viewer"];
  let reportedAt = performance.now();

  function begin(send: () => Promise<unknown>, latencies: typeof signals, count: number): void {
    if (underWay.size >= MAX_IN_FLIGHT) return void skipped++;
    const at = performance.now();
    const call = send()
      .then(
        () => latencies.done(performance.now() - at, count),
        () => latencies.failed(count),
      )
      .finally(() => underWay.delete(call));
    underWay.add(call);
  }

  function sendSignals(): void {
    const batch: SimulatedSignal[] = [];
    while (batch.length < Math.min(owed.signals, MAX_BATCH)) batch.push(...viewers.next(Date.now()));
    owed.signals -= batch.length;
    if (batch.length === 0) return;
    audience = [...audience, ...batch.map(({ userId }) => userId)].slice(-1_000);
    begin(
      () => dataOf(client.POST("/v1/signals", { body: { signals: batch.slice(0, MAX_BATCH) } })),
      signals,
      batch.length,
    );
  }

  function readRecommendations(): void {
    for (; owed.reads >= 1; owed.reads--) {
      const userId = audience[Math.floor(Math.random() * audience.length)] ?? "";
      const params = { path: { userId }, query: { limit: 20 } };
      begin(() => dataOf(client.GET("/v1/users/{userId}/recommendations", { params })), reads, 1);
    }
  }

  function report(): void {
    const now = performance.now();
    onReport({ seconds: (now - reportedAt) / 1000, signals: signals.take(), reads: reads.take(), skipped });
    skipped = 0;
    reportedAt = now;
  }

  for (let last = performance.now(); !stopped.aborted;) {
    await sleep(TICK_MS, undefined, { signal: stopped }).catch(() => {});
    const now = performance.now();
    owed.signals = Math.min(owed.signals + (rates.signals * (now - last)) / 1000, MAX_BATCH);
    owed.reads = Math.min(owed.reads + (rates.reads * (now - last)) / 1000, MAX_IN_FLIGHT);
    last = now;
    if (owed.signals >= 1) sendSignals();
    readRecommendations();
    if (now - reportedAt >= REPORT_MS) report();
  }
  await Promise.all(underWay);
  report();
}
