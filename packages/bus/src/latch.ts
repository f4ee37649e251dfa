/** Wakes the one loop that waits for it; a wake while nobody waits is kept for the next wait. */
export interface Latch {
  readonly set: () => void;
  /** Resolves at the next `set`, or after so many milliseconds. */
  wait(timeoutMs?: number): Promise<void>;
}

export function createLatch(): Latch {
  let isSet = false;
  let wake: (() => void) | undefined;

  return {
    set() {
      isSet = true;
      wake?.();
    },
    async wait(timeoutMs) {
      if (!isSet) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs);
        await promise;
        clearTimeout(timer);
        wake = undefined;
      }
      isSet = false;
    },
  };
}
