import { createTokenVerifier, remoteKeySet, runService } from "@projectionist/service-kit";
import { configSchema } from "./config.ts";
import { startGateway } from "./service.ts";

await runService("gateway", configSchema, process.env, (config, context) =>
  startGateway({
    services: {
      auth: config.AUTH_URL,
      catalog: config.CATALOG_URL,
      activity: config.ACTIVITY_URL,
      recommender: config.RECOMMENDER_URL,
    },
    verifyToken: createTokenVerifier({ keySet: remoteKeySet(`${config.AUTH_URL}/.well-known/jwks.json`) }),
    logger: context.logger,
    host: config.HOST,
    port: config.PORT,
    metricsPort: config.METRICS_PORT,
    limits: {
      viewersPerMinute: config.RATE_LIMIT_VIEWERS_PER_MINUTE,
      serviceKeysPerMinute: config.RATE_LIMIT_SERVICE_KEYS_PER_MINUTE,
    },
    trustProxy: config.TRUST_PROXY,
    redisUrl: config.REDIS_URL,
    redisCa: config.REDIS_CA,
    corsOrigins: config.CORS_ORIGINS.split(",").filter(Boolean),
  }),
);
