import type { JobName, JobView } from "@projectionist/contracts";
import type { Job } from "@projectionist/jobs";

/** A job as administrators see it. */
export function viewOf(job: Job): JobView {
  const { id, data, state, progress, attempts, error, result } = job;
  return {
    id,
    name: job.name as JobName,
    data: { ...data },
    state,
    progress,
    attempts,
    error,
    result,
    createdAt: new Date(job.createdAt).toISOString(),
    startedAt: timeOf(job.startedAt),
    finishedAt: timeOf(job.finishedAt),
  };
}

/** Milliseconds since 1970 in ISO 8601. */
export function timeOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
