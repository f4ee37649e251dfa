import { setTimeout as delay } from "node:timers/promises";

/** Snapshots take at most this part of the time. */
const SHARE = 0.1;

export type SnapshotTimes = Readonly<{ intervalMs: number; onError: (error: Error) => void }>;

/** Snapshots the state about every `intervalMs` while it changes, less often where one takes long; returns the stop. */
export function snapshotRegularly(
  state: Readonly<{ isDirty: boolean; snapshot(): Promise<void> }>,
  { intervalMs, onError }: SnapshotTimes,
): () => Promise<void> {
  const stopping = new AbortController();

  async function run(): Promise<void> {
    let pause = intervalMs;
    while (await passed(pause, stopping.signal)) {
      if (!state.isDirty) continue;
      const began = performance.now();
      await state.snapshot().catch((error: unknown) => onError(error as Error));
      pause = Math.max(intervalMs, (performance.now() - began) * (1 / SHARE - 1));
    }
  }

  const running = run();
  return async () => {
    stopping.abort();
    await running;
  };
}

async function passed(ms: number, signal: AbortSignal): Promise<boolean> {
  await delay(ms, undefined, { signal, ref: false }).catch(() => {});
  return !signal.aborted;
}
