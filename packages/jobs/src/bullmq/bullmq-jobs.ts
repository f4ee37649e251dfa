import { jobStates, withDeadline } from "@projectionist/contracts";
import { parseRedisUrl, type RedisAddress } from "@projectionist/redis";
import { Queue, Worker, type JobsOptions as BullOptions } from "bullmq";
import { randomUUIDv7 } from "node:crypto";
import { nameOf } from "../job-id.ts";
import { JobsUnavailableError, type Job, type Jobs, type RetryOptions } from "../jobs.ts";
import {
  CLOSE_DEADLINE_MS,
  KEPT_FINISHED,
  KEPT_LOG_LINES,
  limitOf,
  requireConcurrency,
  requireName,
  retryOf,
} from "../limits.ts";
import type { JobsOptions } from "../open.ts";
import { requireSchedule } from "../when.ts";
import { connect } from "./connect.ts";
import { dedupeKeyOf } from "./dedupe-key.ts";
import { evictionWarning } from "./eviction.ts";
import { overviewOf } from "./overview.ts";
import { bullStates, presentJob, type Envelope, type EnvelopedJob } from "./present-job.ts";
import { retryJob } from "./retry-job.ts";
import { runJob } from "./run-job.ts";

export const DEFAULT_PREFIX = "{projectionist-jobs}";
const CALL_DEADLINE_MS = 5_000;
const STALE_MS = 30_000;
/** How often a job may lose its worker before it counts as what kills them. */
const MAX_LOST_WORKERS = 5;

/**
 * Jobs in Redis by BullMQ, a queue a name.
 * @throws {EngineOpenError}
 */
export async function openBullMqJobs(url: string, options: JobsOptions): Promise<Jobs> {
  const { prefix = DEFAULT_PREFIX, staleMs = STALE_MS, onWarning = () => {} } = options;
  const noteError = (error: Error) => onWarning(`the jobs: ${error.message}`);
  const address = parseRedisUrl(url, { what: "the jobs", setting: "JOBS_URL" });
  requireOneSlot(prefix, address);
  const { commands, work } = await connect(address, { ca: options.ca, onError: noteError });
  const eviction = await evictionWarning(commands, address.name);
  if (eviction !== undefined) onWarning(eviction);
  const queues = new Map<string, Queue<Envelope>>();
  const workers = new Map<string, Worker<Envelope>>();
  const stopping = new AbortController();
  let closing: Promise<void> | undefined;

  function queueOf(name: string): Queue<Envelope> {
    requireName(name);
    if (closing) throw new Error("the jobs are closed");
    let queue = queues.get(name);
    if (!queue) {
      queue = new Queue<Envelope>(name, { connection: commands, prefix });
      queue.on("error", noteError);
      queues.set(name, queue);
    }
    return queue;
  }

  async function find(id: string): Promise<EnvelopedJob | undefined> {
    const name = nameOf(id);
    return name === undefined ? undefined : queueOf(name).getJob(id.slice(name.length + 1));
  }

  async function end(): Promise<void> {
    stopping.abort(new Error("the process stops"));
    const ended = Promise.all([...workers.values()].map((worker) => worker.close()));
    ended.catch(() => {});
    await withDeadline(ended, CLOSE_DEADLINE_MS, () => new Error("some jobs run on")).catch(noteError);
    await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
    for (const worker of workers.values()) worker.disconnect().catch(() => {});
    work.disconnect();
    commands.disconnect();
  }

  return {
    capabilities: { persistent: true, shared: true },

    define(name, handler, options = {}) {
      const concurrency = requireConcurrency(options);
      const queue = queueOf(name);
      if (workers.has(name)) throw new TypeError(`the job ${name} is defined already`);
      const isCancelled = async (id: string) => (await queue.getJob(id))?.data.cancelled === true;
      const worker = new Worker<Envelope>(
        name,
        (job, token, signal) =>
          runJob(handler as Parameters<typeof runJob>[0], {
            job,
            token,
            signal: AbortSignal.any([stopping.signal, ...(signal ? [signal] : [])]),
            isCancelled: () => isCancelled(job.id ?? ""),
            isClosing: () => stopping.signal.aborted,
          }),
        {
          connection: work,
          prefix,
          concurrency,
          lockDuration: staleMs,
          stalledInterval: staleMs,
          maxStalledCount: MAX_LOST_WORKERS,
          runRetryDelay: 1_000,
        },
      );
      worker.on("error", noteError);
      worker.on("lockRenewalFailed", (ids) => {
        for (const id of ids) worker.cancelJob(id, "another worker has taken the job up");
      });
      workers.set(name, worker);
    },

    enqueue: (name, data, { dedupeId, ...retry } = {}) => {
      const options = { ...bullOptions(retry), ...(dedupeId !== undefined && { deduplication: { id: dedupeId } }) };
      return inTime(async () => {
        const job = await queueOf(name).add(name, { data }, { ...options, jobId: randomUUIDv7() });
        return `${name}.${job.id}`;
      });
    },

    async schedule(name, when, data = {}, retry = {}) {
      if (when) requireSchedule(when);
      const opts = bullOptions(retry);
      await inTime(async () => {
        const queue = queueOf(name);
        if (when === null) return void (await queue.removeJobScheduler(name));
        const repeat = "cron" in when ? { pattern: when.cron, tz: "UTC" } : { every: when.everyMs };
        await queue.upsertJobScheduler(name, repeat, { name, data: { data }, opts });
      });
    },

    get: (id) =>
      inTime(async () => {
        const name = nameOf(id);
        if (name === undefined) return undefined;
        const [queue, own] = [queueOf(name), id.slice(name.length + 1)];
        // A job that ends in between has its result, and is said to run.
        const state = await queue.getJobState(own);
        const [job, { logs }] = await Promise.all([queue.getJob(own), queue.getJobLogs(own)]);
        return job && { ...presentJob(job, state), log: logs };
      }),

    list: (name, { states = jobStates, limit } = {}) => {
      const most = limitOf(limit);
      return inTime(async () => {
        const queue = queueOf(name);
        const wanted = [...new Set(states.flatMap((state) => bullStates[state]))];
        const found: Job[] = [];
        for (const state of wanted) {
          const jobs = await queue.getJobs([state], 0, most - 1);
          found.push(...jobs.map((job) => presentJob(job, state)));
        }
        return found
          .filter(({ state }) => states.includes(state))
          .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
          .slice(0, most);
      });
    },

    cancel: (id) =>
      inTime(async () => {
        const job = await find(id);
        if (!job || job.data.cancelled) return false;
        const state = await job.getState();
        if (state === "completed" || state === "failed" || state === "unknown") return false;
        await job.updateData({ ...job.data, cancelled: true });
        await job.removeDeduplicationKey();
        // A delayed one would wait for its time to be dropped; it may begin by itself in between.
        if (state === "delayed") await job.promote().catch(() => {});
        return true;
      }),

    retry: (id) =>
      inTime(async () => {
        const job = await find(id);
        return job !== undefined && retryJob(job, dedupeKeyOf(job, queueOf(job.queueName), commands));
      }),

    overview: (name) => inTime(async () => overviewOf(queueOf(name))),

    close: () => (closing ??= end()),
  };
}

/** @throws {JobsUnavailableError} when the call fails for reasons of the connection, or is not answered in time */
async function inTime<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await withDeadline(call(), CALL_DEADLINE_MS, () => new JobsUnavailableError("Redis does not answer"));
  } catch (error) {
    if (!isConnectionError(error as Error)) throw error;
    throw new JobsUnavailableError(`Redis cannot be asked: ${(error as Error).message}`, { cause: error });
  }
}

/** A job's keys must live on one node of a cluster: what is in braces decides which. */
function requireOneSlot(prefix: string, { isCluster, name }: RedisAddress): void {
  if (isCluster && !/\{[^}]+\}/.test(prefix))
    throw new TypeError(`${name} is a cluster: the prefix ${prefix} needs a part in braces, such as {${prefix}}`);
}

function isConnectionError({ name, message }: Error): boolean {
  return (
    /MaxRetriesPerRequest|AbortError/.test(name) || /Connection is closed|isn't writeable|ECONN|EPIPE/.test(message)
  );
}

function bullOptions(retry: RetryOptions): Omit<BullOptions, "jobId" | "repeat"> {
  const { attempts, backoffMs } = retryOf(retry);
  return {
    attempts,
    backoff: { type: "exponential", delay: backoffMs },
    removeOnComplete: { count: KEPT_FINISHED },
    removeOnFail: { count: KEPT_FINISHED },
    keepLogs: KEPT_LOG_LINES,
    stackTraceLimit: 1,
  };
}
