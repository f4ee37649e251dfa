import { UnrecoverableError, WaitingError } from "bullmq";
import { errorText } from "../error-text.ts";
import { PermanentJobError, type JobHandler } from "../jobs.ts";
import { CANCELLED } from "../limits.ts";
import { createLatestWrite } from "./latest-write.ts";
import type { EnvelopedJob } from "./present-job.ts";

const CHECK_EVERY_MS = 250;

export type Attempt = Readonly<{
  job: EnvelopedJob;
  token: string | undefined;
  /** Aborted when the worker is about to stop, or has lost the job to another. */
  signal: AbortSignal;
  /** Whether the job was cancelled by now. */
  isCancelled: () => Promise<boolean>;
  isClosing: () => boolean;
}>;

/** One attempt at a job: ends as BullMQ wants to know it. */
export async function runJob(handler: JobHandler, attempt: Attempt): Promise<unknown> {
  const { job, token, signal, isCancelled, isClosing } = attempt;
  if (job.data.cancelled || (await isCancelled())) throw new UnrecoverableError(CANCELLED);
  const cancelled = new AbortController();
  const watch = setInterval(() => {
    isCancelled().then(
      (is) => is && cancelled.abort(new Error(CANCELLED)),
      () => {},
    );
  }, CHECK_EVERY_MS);
  // What is told on the way is not worth failing for.
  const progress = createLatestWrite<{ share: number; note: string }>((value) =>
    job.updateProgress(value).catch(() => {}),
  );
  try {
    const result = await handler(job.data.data, {
      id: `${job.queueName}.${job.id}`,
      attempt: job.attemptsStarted,
      signal: AbortSignal.any([signal, cancelled.signal]),
      progress: (share, note = "") => progress.put({ share, note }),
      log: (line) => void job.log(line).catch(() => {}),
    });
    return result ?? null;
  } catch (error) {
    if (cancelled.signal.aborted) throw new UnrecoverableError(CANCELLED);
    if (isClosing()) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    if (error instanceof PermanentJobError) throw new UnrecoverableError(error.message);
    throw error instanceof Error ? error : new Error(errorText(error), { cause: error });
  } finally {
    clearInterval(watch);
    await progress.done();
  }
}
