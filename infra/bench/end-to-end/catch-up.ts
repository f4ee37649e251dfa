import { setTimeout as sleep } from "node:timers/promises";
import { readMetrics } from "./breakdown.ts";
import type { System } from "./system.ts";

/** Seldom enough that being asked for metrics is no work to speak of. */
const EVERY_MS = 500;

/**
 * Waits until all that was posted is in the projections, so that one measurement does not slow the next, but no longer than
 * `patienceMs`. Says of each group that is still behind how far it came, and answers how many records are left.
 */
export async function untilCaughtUp(metricsUrls: System["metricsUrls"], patienceMs: number): Promise<number> {
  const begun = performance.now();
  const first = await lagsOf(metricsUrls);
  let lags = first;
  while (sum(lags) > 0 && performance.now() - begun < patienceMs) {
    await sleep(EVERY_MS);
    lags = await lagsOf(metricsUrls);
  }
  const waited = ((performance.now() - begun) / 1000).toFixed(0);
  for (const [group, left] of lags) {
    const toDo = Math.max(first.get(group) ?? 0, left);
    if (left > 0) console.log(`waited ${waited} s for ${group}: it took in ${toDo - left} records, ${left} are left`);
  }
  return sum(lags);
}

/** The records that each consumer group has not taken in. */
async function lagsOf(metricsUrls: System["metricsUrls"]): Promise<ReadonlyMap<string, number>> {
  const lags = new Map<string, number>();
  for (const reading of (await readMetrics(metricsUrls)).values())
    for (const [key, lag] of reading) {
      const [, group] = /^kafka_consumergroup_lag\{.*consumergroup="([^"]+)"/.exec(key) ?? [];
      if (group !== undefined) lags.set(group, (lags.get(group) ?? 0) + lag);
    }
  return lags;
}

function sum(lags: ReadonlyMap<string, number>): number {
  return lags.values().reduce((total, lag) => total + lag, 0);
}
