import type { DefineOptions, RetryOptions } from "./jobs.ts";

export const KEPT_FINISHED = 1_000;
export const KEPT_LOG_LINES = 200;
export const CLOSE_DEADLINE_MS = 5_000;
const DEFAULT_ATTEMPTS = 3;
const DEFAULT_BACKOFF_MS = 1_000;
const DEFAULT_LIST_LIMIT = 100;
const MAX_LIST_LIMIT = 1_000;
/** The error of a job that was cancelled while it ran. */
export const CANCELLED = "cancelled";

const NAME = /^[a-z][a-z0-9-]{0,63}$/;

/** @throws {TypeError} */
export function requireName(name: string): void {
  if (NAME.test(name)) return;
  throw new TypeError(`the name of a job must be lower-case letters, digits and hyphens, not ${JSON.stringify(name)}`);
}

/** @throws {TypeError} */
export function requireConcurrency({ concurrency = 1 }: DefineOptions): number {
  if (Number.isInteger(concurrency) && concurrency > 0) return concurrency;
  throw new TypeError("concurrency must be a whole number from 1");
}

/** @throws {TypeError} */
export function retryOf(options: RetryOptions): Required<RetryOptions> {
  const { attempts = DEFAULT_ATTEMPTS, backoffMs = DEFAULT_BACKOFF_MS } = options;
  if (!(Number.isInteger(attempts) && attempts > 0)) throw new TypeError("attempts must be a whole number from 1");
  if (!(backoffMs >= 0)) throw new TypeError("backoffMs must be 0 or more");
  return { attempts, backoffMs };
}

export function limitOf(limit = DEFAULT_LIST_LIMIT): number {
  if (Number.isInteger(limit) && limit > 0 && limit <= MAX_LIST_LIMIT) return limit;
  throw new TypeError(`limit must be a whole number from 1 to ${MAX_LIST_LIMIT}`);
}
