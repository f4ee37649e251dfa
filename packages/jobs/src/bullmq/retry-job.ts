import type { DedupeKey } from "./dedupe-key.ts";
import type { EnvelopedJob } from "./present-job.ts";

/**
 * Has a job done now that is delayed, failed or was cancelled; false for others.
 * @throws {DuplicateJobError}
 */
export async function retryJob(job: EnvelopedJob, dedupeKey: DedupeKey): Promise<boolean> {
  const state = await job.getState();
  const { data, cancelled = false } = job.data;
  if (state === "completed" || state === "active" || state === "unknown") return false;
  if (state !== "failed" && state !== "delayed" && !cancelled) return false;
  const isAnew = state === "failed" || cancelled;
  if (isAnew) await dedupeKey.claim();
  if (cancelled) await job.updateData({ data });
  if (state === "failed") await job.retry("failed", { resetAttemptsMade: true, resetAttemptsStarted: true });
  if (state === "delayed") {
    await job.promote().catch(async (error: unknown) => {
      // It may have begun by itself in between.
      if ((await job.getState()) === "delayed") throw error;
    });
  }
  if (isAnew) await dedupeKey.keep();
  return true;
}
