import type { Static, TObject } from "typebox";
import { readConfig } from "./config.ts";
import { createLifecycle, type Lifecycle } from "./lifecycle.ts";
import { createLogger, type Logger } from "./logger.ts";
import { runUntilSignal } from "./run-until-signal.ts";
import type { RunningService } from "./running-service.ts";

export type ServiceContext = Readonly<{ logger: Logger; lifecycle: Lifecycle }>;

/** Longer than a drain takes, shorter than the grace that container engines give. */
const STOP_DEADLINE_MS = 10_000;

/**
 * What every `main.ts` does: reads the configuration, starts the service, stops it in order at SIGINT or SIGTERM. What the
 * start opens, it registers with the lifecycle. A start that fails prints its one line and ends the process with 1.
 */
export async function runService<T extends TObject>(
  service: string,
  schema: T,
  env: NodeJS.ProcessEnv,
  start: (config: Static<T>, context: ServiceContext) => Promise<RunningService>,
): Promise<void> {
  let lifecycle: Lifecycle | undefined;
  try {
    const config = readConfig(schema, env);
    const { LOG_LEVEL: level = "info" } = config as { LOG_LEVEL?: string };
    const logger = createLogger({ service, level });
    lifecycle = createLifecycle(logger);
    process.on("uncaughtException", (err) => {
      logger.fatal({ err }, "ended by a fault that nobody foresaw");
      process.exit(1);
    });
    runUntilSignal(lifecycle, { deadlineMs: STOP_DEADLINE_MS, logger });
    const running = await start(config, { logger, lifecycle });
    lifecycle.onStop(service, () => running.stop());
    logger.info({ url: running.url }, "started");
  } catch (error) {
    console.error((error as Error).message);
    await lifecycle?.stop();
    process.exit(1);
  }
}
