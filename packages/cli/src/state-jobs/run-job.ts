import { setTimeout as delay } from "node:timers/promises";
import { ApiError } from "@projectionist/client";
import type { JobRequest, JobView } from "@projectionist/contracts";
import type { Gateway } from "@projectionist/import";
import { CommandError, INTERRUPTED } from "../command-error.ts";
import { printable } from "../terminal/printable.ts";
import { createStatusLine, shareText, type Stream } from "../terminal/status-line.ts";

const POLL_MS = 250;

export type RunJobOptions = Readonly<{
  gateway: Gateway;
  request: JobRequest;
  stderr: Stream;
  /** Aborted to have the job cancelled. */
  stopped: AbortSignal;
}>;

type JobWithLog = JobView & Readonly<{ log: readonly string[] }>;

/**
 * Has a job done, or joins the same one where it is under way, shows how it comes on, and answers its result.
 * @throws {CommandError} when it failed or was cancelled
 */
export async function runJob<Result>({ gateway, request, stderr, stopped }: RunJobOptions): Promise<Result> {
  if (stopped.aborted) throw new CommandError("Cancelled.", { exitCode: INTERRUPTED });
  const { id } = await gateway.call((client) => client.POST("/v1/ops/jobs", { body: request }));
  const line = createStatusLine(stderr);
  let told = 0;
  let cancelling = false;
  try {
    for (;;) {
      const job = await find();
      for (const text of job.log.slice(told)) line.say(printable(text));
      told = job.log.length;
      if (job.finishedAt !== null) return resultOf(job);
      line.show(describe(job));
      if (stopped.aborted && !cancelling) {
        cancelling = true;
        line.say(`Cancels the job ${id}.`);
        await gateway
          .call((client) => client.DELETE("/v1/ops/jobs/{jobId}", { params: { path: { jobId: id } } }))
          .catch(unlessFinished);
      }
      await delay(POLL_MS, undefined, { signal: cancelling ? undefined : stopped }).catch(() => {});
    }
  } finally {
    line.clear();
  }

  async function find(): Promise<JobWithLog> {
    try {
      return await gateway.call((client) => client.GET("/v1/ops/jobs/{jobId}", { params: { path: { jobId: id } } }));
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
      throw new CommandError(`The job ${id} is gone: the process that did it has stopped. Start it again.`, {
        cause: error,
      });
    }
  }

  function describe({ name, state, progress }: JobView): string {
    if (state === "waiting" || state === "delayed") return `${name}  waits for another to end`;
    return `${name}  ${shareText(stderr, progress.share)}  ${printable(progress.note)}`.trimEnd();
  }

  function resultOf({ state, error, result }: JobView): Result {
    if (state === "completed") return result as Result;
    if (state !== "cancelled") throw new CommandError(`The job failed: ${printable(error ?? "it does not say why")}.`);
    throw cancelling
      ? new CommandError("Cancelled.", { exitCode: INTERRUPTED })
      : new CommandError(`Somebody has cancelled the job ${id}.`);
  }
}

/** A job may finish before it is cancelled. */
function unlessFinished(error: unknown): void {
  if (!(error instanceof ApiError && error.status === 409)) throw error;
}
