import { setTimeout as delay } from "node:timers/promises";

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5000;

export type RetryOptions = Readonly<{
  signal: AbortSignal;
  onFailure: (error: unknown, pauseMs: number) => void;
  /** Called before each new attempt; a throw ends the retries. */
  beforeRetry: () => Promise<void>;
}>;

/** Tries again, with growing pauses, until the work succeeds or the signal aborts, in which case it rejects. */
export async function retryInPlace<T>(work: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { signal, onFailure, beforeRetry } = options;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    try {
      return await work();
    } catch (error) {
      onFailure(error, pauseMs);
    }
    await delay(pauseMs, undefined, { signal });
    await beforeRetry();
  }
}
