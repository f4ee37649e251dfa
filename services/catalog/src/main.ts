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
import { readBundledFilms } from "./seed/read-bundled-films.ts";
import { startCatalog } from "./service.ts";

const config = readConfig(configSchema, process.env);
const logger = createLogger({ service: "catalog", level: config.LOG_LEVEL });
const lifecycle = createLifecycle(logger);
runUntilSignal(lifecycle);

try {
  const log = await openEventLog(config.LOG_URL);
  lifecycle.onStop("log", () => log.close());
  await log.createTopics(topicDefinitions);
  const documents = await openDocuments(config.DOCUMENTS_URL);
  lifecycle.onStop("documents", () => documents.close());
  const catalog = await startCatalog({
    log,
    documents,
    logger,
    verifyToken: createTokenVerifier({ keySet: remoteKeySet(config.JWKS_URL) }),
    host: config.HOST,
    port: config.PORT,
    ...(config.SEED_FOLDER !== undefined && { seed: await readBundledFilms(config.SEED_FOLDER) }),
  });
  lifecycle.onStop("catalog", () => catalog.stop());
} catch (error) {
  await lifecycle.stop();
  console.error((error as Error).message);
  process.exit(1);
}
