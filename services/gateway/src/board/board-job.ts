import { jobTable, type JobState, type JobView } from "@projectionist/contracts";
import type { JobStatus, QueueJob } from "@bull-board/api/dist/types.js";
import { BoardFault, type JobsClient } from "./jobs-client.ts";

/** The board's word for a state of ours. */
export const statusOf = {
  waiting: "waiting",
  delayed: "delayed",
  running: "active",
  completed: "completed",
  failed: "failed",
  cancelled: "failed",
} as const satisfies Readonly<Record<JobState, JobStatus>>;

/** A job as the board has it: what it is told to do is asked of the service that the job belongs to. */
export function boardJob(client: JobsClient, job: JobView): QueueJob {
  const { attempts, backoffMs } = jobTable[job.name].retry;
  const opts = { attempts, backoff: { type: "exponential", delay: backoffMs } };
  return {
    opts: {},
    getState: async () => statusOf[job.state],
    retry: async () => void (await client.retry(job.id)),
    promote: async () => void (await client.retry(job.id)),
    remove: async () => {
      if (job.finishedAt !== null)
        throw new BoardFault(409, "Finished jobs go by themselves: of each name the last 1,000 are kept.");
      await client.cancel(job.id);
    },
    updateData: () => Promise.reject(new BoardFault(400, "A job's data stays as it is: start another one.")),
    toJSON: () => ({
      id: job.id,
      name: job.name,
      progress: { progress: Math.round(100 * job.progress.share), note: job.progress.note },
      attemptsMade: job.attempts,
      timestamp: Date.parse(job.createdAt),
      processedOn: timeOf(job.startedAt),
      finishedOn: timeOf(job.finishedAt),
      failedReason: job.state === "cancelled" ? "cancelled" : (job.error ?? ""),
      stacktrace: [],
      data: job.data,
      returnvalue: job.result,
      opts,
    }),
  };
}

const timeOf = (text: string | null) => (text === null ? null : Date.parse(text));
