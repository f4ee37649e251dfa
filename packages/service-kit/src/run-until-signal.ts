import type { Lifecycle } from "./lifecycle.ts";

export type RunOptions = Readonly<{ deadlineMs?: number }>;

/**
 * From now on SIGINT and SIGTERM stop the process: in order and with exit code 0, or with exit code 1 at a second signal
 * or when it takes longer than `deadlineMs`.
 */
export function runUntilSignal(lifecycle: Lifecycle, { deadlineMs = 5_000 }: RunOptions = {}): void {
  let asked = false;
  const stop = () => {
    if (asked) process.exit(1);
    asked = true;
    setTimeout(() => process.exit(1), deadlineMs).unref();
    void lifecycle.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}
