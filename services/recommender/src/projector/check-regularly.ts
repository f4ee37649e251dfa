import { setTimeout as delay } from "node:timers/promises";

/** What could not be checked is looked at again as soon as it answers: the first thing after a reconnect is a check. */
const PAUSE_AFTER_FAILURE_MS = 100;

export type RegularChecks = Readonly<{ intervalMs: number; onFailure: (error: unknown) => void }>;

/** Checks again and again, the first time after `intervalMs`; returns what ends it and waits for the check in hand. */
export function checkRegularly(
  check: () => Promise<void>,
  { intervalMs, onFailure }: RegularChecks,
): () => Promise<void> {
  const stopping = new AbortController();

  async function run(): Promise<void> {
    let failing = false;
    let pauseMs = intervalMs;
    while (await passed(pauseMs, stopping.signal)) {
      try {
        await check();
        failing = false;
      } catch (error) {
        if (!failing) onFailure(error);
        failing = true;
      }
      pauseMs = failing ? Math.min(intervalMs, PAUSE_AFTER_FAILURE_MS) : intervalMs;
    }
  }

  const running = run();
  return async () => {
    stopping.abort();
    await running;
  };
}

async function passed(ms: number, signal: AbortSignal): Promise<boolean> {
  await delay(ms, undefined, { signal }).catch(() => {});
  return !signal.aborted;
}
