import { createTokenVerifier, openBackgroundJobs, openLog, remoteKeySet, runService } from "@projectionist/service-kit";
import { configSchema } from "./config.ts";
import { startRecommender } from "./service.ts";

await runService("recommender", configSchema, process.env, async (config, context) => {
  const log = await openLog("recommender", config, context);
  const jobs = await openBackgroundJobs(config, context);
  return startRecommender({
    log,
    jobs,
    signalStateUrl: config.SIGNAL_STATE_URL,
    redisCa: config.REDIS_CA,
    logger: context.logger,
    verifyToken: createTokenVerifier({ keySet: remoteKeySet(config.JWKS_URL) }),
    host: config.HOST,
    port: config.PORT,
    ...(config.MODELS_URL !== undefined && {
      training: { modelsUrl: config.MODELS_URL, everyHours: config.TRAIN_EVERY_HOURS },
    }),
    ...(config.COOCCURRENCE_WINDOW !== undefined && { window: config.COOCCURRENCE_WINDOW }),
  });
});
