import type { JobState } from "@projectionist/contracts";
import type { Job as BullJob, JobState as BullState } from "bullmq";
import type { Job, JobData } from "../jobs.ts";

/** What is kept as the data of a job of BullMQ. */
export type Envelope = Readonly<{ data: JobData; cancelled?: true }>;
export type EnvelopedJob = BullJob<Envelope, unknown>;

/** The states of BullMQ in which a job can be that is in this state of ours. */
export const bullStates = {
  waiting: ["waiting", "prioritized"],
  delayed: ["delayed"],
  running: ["active"],
  completed: ["completed"],
  failed: ["failed"],
  cancelled: ["failed", "waiting", "delayed"],
} as const satisfies Readonly<Record<JobState, readonly string[]>>;

export function presentJob(job: EnvelopedJob, bullState: BullState | "unknown"): Job {
  const state = stateOf(bullState, job.data.cancelled === true);
  const over = state === "completed" || state === "failed" || state === "cancelled";
  return {
    id: `${job.queueName}.${job.id}`,
    name: job.queueName,
    data: job.data.data,
    state,
    progress: progressOf(job),
    attempts: job.attemptsStarted,
    error: state === "completed" ? null : (job.failedReason ?? null),
    result: job.returnvalue ?? null,
    createdAt: job.timestamp,
    startedAt: job.processedOn ?? null,
    finishedAt: over ? (job.finishedOn ?? job.timestamp) : null,
  };
}

function stateOf(bullState: BullState | "unknown", cancelled: boolean): JobState {
  if (bullState === "completed") return "completed";
  if (bullState === "active") return "running";
  if (cancelled) return "cancelled";
  if (bullState === "failed" || bullState === "delayed") return bullState;
  return "waiting";
}

function progressOf({ progress }: EnvelopedJob): Job["progress"] {
  return typeof progress === "object" ? (progress as Job["progress"]) : { share: 0, note: "" };
}
