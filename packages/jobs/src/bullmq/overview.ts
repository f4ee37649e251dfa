import type { Queue } from "bullmq";
import type { JobOverview } from "../jobs.ts";

/** What BullMQ knows of a queue, as the port has it. */
export async function overviewOf(queue: Queue): Promise<JobOverview> {
  const [counts, scheduler] = await Promise.all([
    queue.getJobCounts("waiting", "prioritized", "delayed", "active", "completed", "failed"),
    queue.getJobScheduler(queue.name),
  ]);
  const { waiting = 0, prioritized = 0, delayed = 0, active = 0, completed = 0, failed = 0 } = counts;
  return {
    counts: { waiting: waiting + prioritized, delayed, running: active, completed, failed },
    schedule: scheduler ? scheduleOf(scheduler) : null,
    nextRunAt: scheduler?.next ?? null,
  };
}

function scheduleOf({ pattern, every }: Readonly<{ pattern?: string; every?: number }>): JobOverview["schedule"] {
  if (pattern !== undefined) return { cron: pattern };
  return every === undefined ? null : { everyMs: every };
}
