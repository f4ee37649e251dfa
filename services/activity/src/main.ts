import { openEventLog } from "@projectionist/bus";
import { topicDefinitions } from "@projectionist/contracts";
import {
  createLifecycle,
  createLogger,
  createTokenVerifier,
  readConfig,
  remoteKeySet,
  runUntilSignal,
} from "@projectionist/service-kit";
import { openDocuments } from "@projectionist/stores";
import { configSchema } from "./config.ts";
import { startActivity } from "./service.ts";

try {
  const config = readConfig(configSchema, process.env);
  const logger = createLogger({ service: "activity", level: config.LOG_LEVEL });
  const lifecycle = createLifecycle(logger);
  runUntilSignal(lifecycle);
  const log = await openEventLog(config.LOG_URL);
  lifecycle.onStop("log", () => log.close());
  await log.createTopics(topicDefinitions);
  const documents = await openDocuments(config.DOCUMENTS_URL);
  lifecycle.onStop("documents", () => documents.close());
  const activity = await startActivity({
    log,
    documents,
    logger,
    verifyToken: createTokenVerifier({ keySet: remoteKeySet(config.JWKS_URL) }),
    host: config.HOST,
    port: config.PORT,
  });
  lifecycle.onStop("activity", () => activity.stop());
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
