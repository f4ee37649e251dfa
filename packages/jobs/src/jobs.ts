import type { JobCounts, JobState } from "@projectionist/contracts";

/**
 * Background work by name. **At least once**: a job whose worker dies is taken up again, so handlers are idempotent. Each
 * name has a queue of its own, first in, first out.
 */
export interface Jobs {
  readonly capabilities: JobsCapabilities;

  /** Works on jobs of this name here, from now on. Once per name; jobs enqueued before have waited. */
  define<D extends JobData = JobData>(name: string, handler: JobHandler<D>, options?: DefineOptions): void;

  /**
   * Adds a job and answers its id. While a job of the same name and `dedupeId` is neither finished nor cancelled, nothing is
   * added and that job's id is answered.
   */
  enqueue(name: string, data: JobData, options?: EnqueueOptions): Promise<string>;

  /**
   * Enqueues the job at each tick from now on, in place of the schedule that the name had; null ends it. A tick is left
   * out while the job of the tick before has not begun. Ticks that nobody was there for are not made up for.
   */
  schedule(name: string, when: Schedule | null, data?: JobData, options?: RetryOptions): Promise<void>;

  /** A job with its log; undefined when there is none, or no more: the last 1,000 finished ones of a name are kept. */
  get(id: string): Promise<JobDetail | undefined>;

  /** Jobs of a name, the latest first. */
  list(name: string, options?: ListOptions): Promise<Job[]>;

  /**
   * Ends a job: one that waits never runs, one that runs is told by its signal; neither is tried again. Its `dedupeId` is
   * free at once. False when there is no such job, or it has finished.
   */
  cancel(id: string): Promise<boolean>;

  /**
   * Has a job done now: one that is delayed does not wait for its time, one that failed or was cancelled is tried anew,
   * and enqueuing with its `dedupeId` answers it again. False when there is no such job, or it is in another state.
   * @throws {DuplicateJobError} when another job has its `dedupeId` by now; nothing is done
   */
  retry(id: string): Promise<boolean>;

  /** How many jobs of a name there are, and when the next one comes by itself. */
  overview(name: string): Promise<JobOverview>;

  /**
   * Takes no more jobs, tells the running ones by their signal and waits for them, 5 s at most. Where jobs are persistent,
   * those that did not complete are taken up again by another worker, or at the next start.
   */
  close(): Promise<void>;
}

/** `persistent`: jobs survive the process. `shared`: processes that open the same place share the work. */
export type JobsCapabilities = Readonly<{ persistent: boolean; shared: boolean }>;

/** Plain JSON. */
export type JobData = Readonly<Record<string, unknown>>;

/** Does a job; what it answers, plain JSON, is kept as the result. Throwing fails the attempt. */
export type JobHandler<D extends JobData = JobData> = (data: D, context: JobContext) => Promise<unknown>;

export type JobContext = Readonly<{
  id: string;
  /** 1 for the first attempt. */
  attempt: number;
  /** Tells how far the job is: the share done, 0 to 1, and what it is at. Cheap to call: only the latest is written. */
  progress: (share: number, note?: string) => void;
  /** Aborted when the job is cancelled, or its worker is about to stop. */
  signal: AbortSignal;
  /** Adds a line to the job's log, of which the last 200 are kept. */
  log: (line: string) => void;
}>;

export type DefineOptions = Readonly<{
  /** How many jobs of the name run at once in this process; 1 unless told. */
  concurrency?: number;
}>;

export type RetryOptions = Readonly<{
  /** How often the job is tried in all; 3 unless told. */
  attempts?: number;
  /** The pause before the second attempt, doubled before each further one; 1,000 ms unless told. */
  backoffMs?: number;
}>;

export type EnqueueOptions = RetryOptions & Readonly<{ dedupeId?: string }>;

/** A cron expression of five fields (six with seconds first), in UTC; or a period, whose first tick is now. */
export type Schedule = Readonly<{ cron: string } | { everyMs: number }>;

export type Job = Readonly<{
  id: string;
  name: string;
  data: JobData;
  state: JobState;
  progress: Readonly<{ share: number; note: string }>;
  /** Attempts begun so far. */
  attempts: number;
  /** What the last failed attempt threw. */
  error: string | null;
  /** What the handler answered. */
  result: unknown;
  /** Milliseconds since 1970. */
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
}>;

export type JobDetail = Job & Readonly<{ log: readonly string[] }>;

/** `nextRunAt`, in milliseconds since 1970, is null without a schedule. */
export type JobOverview = Readonly<{ counts: JobCounts; schedule: Schedule | null; nextRunAt: number | null }>;

export type ListOptions = Readonly<{
  states?: readonly JobState[];
  /** At most 1,000; 100 unless told. */
  limit?: number;
}>;

/** Thrown by a handler to fail the job for good: trying again would not help. */
export class PermanentJobError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PermanentJobError";
  }
}

/** The job is not tried anew, because another of the same name and `dedupeId` is not finished. */
export class DuplicateJobError extends Error {
  readonly otherId: string;

  constructor(otherId: string) {
    super(`the same is done by the job ${otherId}, which is not finished`);
    this.name = "DuplicateJobError";
    this.otherId = otherId;
  }
}

/** The engine did not take the call. It may or may not have had its effect: a `dedupeId` makes repeating harmless. */
export class JobsUnavailableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "JobsUnavailableError";
  }
}
