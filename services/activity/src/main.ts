import { createTokenVerifier, openLog, remoteKeySet, runService } from "@projectionist/service-kit";
import { openDocuments } from "@projectionist/stores";
import { configSchema } from "./config.ts";
import { startActivity } from "./service.ts";

await runService("activity", configSchema, process.env, async (config, context) => {
  const log = await openLog("activity", config, context);
  const documents = await openDocuments(config.DOCUMENTS_URL);
  context.lifecycle.onStop("documents", () => documents.close());
  return startActivity({
    log,
    documents,
    logger: context.logger,
    verifyToken: createTokenVerifier({ keySet: remoteKeySet(config.JWKS_URL) }),
    host: config.HOST,
    port: config.PORT,
  });
});
