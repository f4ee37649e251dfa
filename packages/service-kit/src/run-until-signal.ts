import type { Logger } from "pino";
import type { Lifecycle } from "./lifecycle.ts";

export type RunOptions = Readonly<{ deadlineMs?: number; logger?: Logger }>;

/**
 * From now on SIGINT and SIGTERM stop the process: in order and with exit code 0, or with exit code 1 at a second signal
 * or when it takes longer than `deadlineMs`.
 */
export function runUntilSignal(lifecycle: Lifecycle, { deadlineMs = 5_000, logger }: RunOptions = {}): void {
  let asked = false;
  const giveUp = (reason: string) => {
    logger?.error({ reason }, "stopped before all was in order");
    process.exit(1);
  };
  const stop = (signal: NodeJS.Signals) => {
    if (asked) giveUp(`a second signal: ${signal}`);
    asked = true;
    logger?.info({ signal }, "stopping");
    setTimeout(() => giveUp(`it took longer than ${deadlineMs} ms`), deadlineMs).unref();
    void lifecycle.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}
