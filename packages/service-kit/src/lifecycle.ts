import type { Logger } from "pino";

export interface Lifecycle {
  /** Registers what to do at the end; the last registered is done first. */
  onStop(name: string, step: () => Promise<void> | void): void;
  /** Takes all steps in order, each logged; one that fails does not keep the others from being taken. Idempotent. */
  stop(): Promise<void>;
}

export function createLifecycle(logger: Logger): Lifecycle {
  const steps: { name: string; step: () => Promise<void> | void }[] = [];
  let stopping: Promise<void> | undefined;

  async function unwind(): Promise<void> {
    for (let last = steps.pop(); last; last = steps.pop()) {
      const begin = performance.now();
      try {
        await last.step();
        logger.info({ step: last.name, ms: Math.round(performance.now() - begin) }, "stopped");
      } catch (err) {
        logger.error({ err, step: last.name }, "could not stop cleanly");
      }
    }
  }

  return {
    onStop(name, step) {
      steps.push({ name, step });
    },
    stop() {
      stopping ??= unwind();
      return stopping;
    },
  };
}
