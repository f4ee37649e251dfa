import { Type } from "typebox";
import {
  createLifecycle,
  createLogger,
  createTokenVerifier,
  readConfig,
  remoteKeySet,
  runUntilSignal,
} from "@projectionist/service-kit";
import { startGateway } from "./service.ts";

const Url = (fallback: string) => Type.String({ format: "uri", default: fallback });
try {
  const config = readConfig(
    Type.Object({
      HOST: Type.String({ default: "127.0.0.1" }),
      PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8080 }),
      LOG_LEVEL: Type.String({ default: "info" }),
      AUTH_URL: Url("http://127.0.0.1:8081"),
      CATALOG_URL: Url("http://127.0.0.1:8082"),
      ACTIVITY_URL: Url("http://127.0.0.1:8083"),
      RECOMMENDER_URL: Url("http://127.0.0.1:8084"),
      RATE_LIMIT_VIEWERS_PER_MINUTE: Type.Integer({ minimum: 0, default: 600 }),
      RATE_LIMIT_SERVICE_KEYS_PER_MINUTE: Type.Integer({ minimum: 0, default: 0 }),
      CORS_ORIGINS: Type.String({ default: "" }),
      TRUST_PROXY: Type.Optional(
        Type.String({
          description: "proxies in front, such as 10.0.0.0/8 or loopback; without it they are the caller",
        }),
      ),
    }),
    process.env,
  );

  const logger = createLogger({ service: "gateway", level: config.LOG_LEVEL });
  const lifecycle = createLifecycle(logger);
  const gateway = await startGateway({
    services: {
      auth: config.AUTH_URL,
      catalog: config.CATALOG_URL,
      activity: config.ACTIVITY_URL,
      recommender: config.RECOMMENDER_URL,
    },
    verifyToken: createTokenVerifier({ keySet: remoteKeySet(`${config.AUTH_URL}/.well-known/jwks.json`) }),
    logger,
    host: config.HOST,
    port: config.PORT,
    limits: {
      viewersPerMinute: config.RATE_LIMIT_VIEWERS_PER_MINUTE,
      serviceKeysPerMinute: config.RATE_LIMIT_SERVICE_KEYS_PER_MINUTE,
    },
    trustProxy: config.TRUST_PROXY,
    corsOrigins: config.CORS_ORIGINS.split(",").filter(Boolean),
  });
  lifecycle.onStop("gateway", gateway.stop);
  runUntilSignal(lifecycle);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
