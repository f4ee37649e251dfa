/** Creates the topics of the table in the log LOG_URL, then ends; repeating it is harmless. */
import { Type } from "typebox";
import { readConfig } from "../config.ts";
import { createLifecycle } from "../lifecycle.ts";
import { createLogger } from "../logger.ts";
import { logSettings, openLog } from "../settings.ts";

const logger = createLogger({ service: "topics" });
const lifecycle = createLifecycle(logger);
try {
  await openLog("topics", readConfig(Type.Object(logSettings), process.env), { logger, lifecycle });
  logger.info("the topics are there");
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await lifecycle.stop();
}
