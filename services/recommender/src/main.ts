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
import { configSchema } from "./config.ts";
import { startRecommender } from "./service.ts";

const config = readConfig(configSchema, process.env);
const logger = createLogger({ service: "recommender", level: config.LOG_LEVEL });
const lifecycle = createLifecycle(logger);
runUntilSignal(lifecycle);

try {
  const log = await openEventLog(config.LOG_URL);
  lifecycle.onStop("log", () => log.close());
  await log.createTopics(topicDefinitions);
  const recommender = await startRecommender({
    log,
    signalStateUrl: config.SIGNAL_STATE_URL,
    logger,
    verifyToken: createTokenVerifier({ keySet: remoteKeySet(config.JWKS_URL) }),
    host: config.HOST,
    port: config.PORT,
    ...(config.COOCCURRENCE_WINDOW !== undefined && { window: config.COOCCURRENCE_WINDOW }),
  });
  lifecycle.onStop("recommender", () => recommender.stop());
} catch (error) {
  await lifecycle.stop();
  console.error((error as Error).message);
  process.exit(1);
}
