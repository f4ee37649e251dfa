/** Wakes those who wait in this process for the next of something. */
export interface WakeUp {
  wake(): void;
  /** Resolves at the next `wake`, or after so many milliseconds. */
  next(withinMs: number): Promise<void>;
}

export function createWakeUp(): WakeUp {
  let sleepers: (() => void)[] = [];
  return {
    wake() {
      const woken = sleepers;
      sleepers = [];
      for (const wake of woken) wake();
    },
    next: (withinMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(done, withinMs);
        function done(): void {
          clearTimeout(timer);
          resolve();
        }
        sleepers.push(done);
      }),
  };
}
