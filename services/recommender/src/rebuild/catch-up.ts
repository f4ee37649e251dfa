import { setTimeout as delay } from "node:timers/promises";
import type { EventLog } from "@projectionist/bus";
import { sum } from "./approach.ts";
import { lowestFences, type FencesOf } from "./still-fences.ts";
import { shown, type Task } from "./task.ts";

const POLL_MS = 50;
const PATIENCE_MS = 60_000;

/**
 * Waits until a state reflects what the log holds now; answers how many records that took and how many milliseconds, which
 * is null when it takes longer than a minute.
 */
export async function catchUp(
  log: EventLog,
  topic: string,
  of: FencesOf,
  task: Task,
): Promise<Readonly<{ records: number; ms: number | null }>> {
  const ends = await log.ends(topic);
  const goals = ends.map((end) => end - 1);
  const began = performance.now();
  const records = sum(goals) - sum((await lowestFences(of)).offsets);
  for (;;) {
    const { offsets } = await lowestFences(of);
    if (offsets.every((offset, partition) => offset >= (goals[partition] ?? -1)))
      return { records: Math.max(0, records), ms: Math.round(performance.now() - began) };
    if (performance.now() - began > PATIENCE_MS) return { records: Math.max(0, records), ms: null };
    task.progress(0.99, `what came meanwhile is applied: ${shown(sum(goals) - sum(offsets))} records left`);
    await delay(POLL_MS, undefined, { signal: task.signal });
  }
}
