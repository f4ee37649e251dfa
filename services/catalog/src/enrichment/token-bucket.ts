import { setTimeout as sleep } from "node:timers/promises";

export type TokenBucket = Readonly<{
  /** Waits for its turn. @throws the signal's reason */
  take(signal: AbortSignal): Promise<void>;
}>;

/** Lets `burst` through at once and then `perSecond` a second, evenly spaced, in the order of asking. */
export function createTokenBucket(perSecond: number, burst = 1): TokenBucket {
  const interval = 1_000 / perSecond;
  /** When the bucket will be full again if nobody asks (the generic cell rate algorithm, ITU-T I.371). */
  let fullAt = 0;
  return {
    async take(signal) {
      signal.throwIfAborted();
      const now = performance.now();
      fullAt = Math.max(fullAt, now) + interval;
      const wait = fullAt - now - burst * interval;
      if (wait > 0) await sleep(wait, undefined, { signal });
    },
  };
}
