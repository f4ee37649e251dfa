import type { ApiError } from "@projectionist/client";
import { throwIfStopped } from "../import-error.ts";

export type RetryPolicy = Readonly<{
  /** How often a call is made at most. */
  attempts: number;
  firstDelayMs: number;
  longestDelayMs: number;
  /** After how long a call that was not answered is made again. */
  timeoutMs: number;
  /** Resolves after a time, or once the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}>;

export const defaultRetryPolicy: RetryPolicy = {
  attempts: 10,
  firstDelayMs: 500,
  longestDelayMs: 15_000,
  timeoutMs: 60_000,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done);
      if (signal.aborted) done();
    }),
};

/** A call that failed in a way that may pass: no answer, not in time, or a refusal that says to come back. */
export class TemporaryError extends Error {
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: ErrorOptions & Readonly<{ retryAfterMs?: number | undefined }> = {}) {
    super(message, options);
    this.name = "TemporaryError";
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Whether a status may be another one when the same is asked again. */
export function isTemporary(status: number): boolean {
  return status === 429 || status >= 500;
}

/** The wait that a `retry-after` header asks for, in seconds or as a date. */
export function retryAfterMs(header: string | null, now = Date.now()): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * Makes a call until it succeeds: what fails temporarily is tried again after doubling waits with jitter, or as long as
 * the refusal said.
 * @throws the last {@link TemporaryError} when the attempts are used up, `ImportError` when `signal` was aborted while
 *   waiting, whatever else the call throws at once
 */
export async function withRetry<T>(call: () => Promise<T>, policy: RetryPolicy, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof TemporaryError) || attempt === policy.attempts) throw error;
      const backOff = Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** (attempt - 1));
      await policy.sleep(error.retryAfterMs ?? backOff * (0.5 + Math.random() / 2), signal);
      throwIfStopped(signal);
    }
  }
}

/** The error of a refused call: temporary, or the gateway's own. */
export function refusal(error: ApiError, response: Response): Error {
  if (!isTemporary(error.status)) return error;
  const wait = retryAfterMs(response.headers.get("retry-after"));
  return new TemporaryError(error.message, { retryAfterMs: wait, cause: error });
}
