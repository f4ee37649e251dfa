import { setTimeout as sleep } from "node:timers/promises";

export type Repeated = Readonly<{ stop(): Promise<void> }>;

/** Does something again and again, with a pause before each time; `stop` waits for the time in hand. */
export function repeat(act: () => Promise<unknown>, everyMs: number, onError: (error: unknown) => void): Repeated {
  const ending = new AbortController();

  async function run(): Promise<void> {
    for (;;) {
      await sleep(everyMs, undefined, { signal: ending.signal }).catch(() => {});
      if (ending.signal.aborted) return;
      await act().catch(onError);
    }
  }

  const running = run();
  return {
    async stop() {
      ending.abort();
      await running;
    },
  };
}
