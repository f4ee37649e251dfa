import { openEventLog } from "@projectionist/bus";
import { demoViewer, scopes, topicDefinitions } from "@projectionist/contracts";
import { createLifecycle, createLogger, readConfig, runUntilSignal } from "@projectionist/service-kit";
import { openDocuments } from "@projectionist/stores";
import { configSchema } from "./config.ts";
import { startAuth } from "./service.ts";

try {
  const config = readConfig(configSchema, process.env);
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password, BOOTSTRAP_KEY: key } = config;
  const production = config.PROJECTIONIST_MODE === "production";
  const logger = createLogger({ service: "auth", level: config.LOG_LEVEL });
  const lifecycle = createLifecycle(logger);
  runUntilSignal(lifecycle);
  const log = await openEventLog(config.LOG_URL);
  lifecycle.onStop("log", () => log.close());
  await log.createTopics(topicDefinitions);
  const documents = await openDocuments(config.DOCUMENTS_URL);
  lifecycle.onStop("documents", () => documents.close());
  const auth = await startAuth({
    log,
    documents,
    logger,
    host: config.HOST,
    port: config.PORT,
    production,
    accessTokenSeconds: config.ACCESS_TOKEN_SECONDS,
    bootstrapUsers: [
      ...(production ? [] : [demoViewer]),
      ...(password ? [{ email, password, role: "admin" as const, displayName: "Admin" }] : []),
    ],
    bootstrapKeys: key ? [{ name: "bootstrap", key, scopes: [...scopes] }] : [],
  });
  lifecycle.onStop("auth", () => auth.stop());
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
