import { createTokenVerifier, openLog, openStore, remoteKeySet, runService } from "@projectionist/service-kit";
import { configSchema } from "./config.ts";
import { startActivity } from "./service.ts";

await runService("activity", configSchema, process.env, async (config, context) => {
  const log = await openLog("activity", config, context);
  const documents = await openStore(config, context);
  return startActivity({
    log,
    documents,
    logger: context.logger,
    verifyToken: createTokenVerifier({ keySet: remoteKeySet(config.JWKS_URL) }),
    host: config.HOST,
    port: config.PORT,
  });
});
