import {
  createTokenVerifier,
  openBackgroundJobs,
  openLog,
  openStore,
  remoteKeySet,
  runService,
} from "@projectionist/service-kit";
import { configSchema } from "./config.ts";
import { scheduleEnrichment } from "./enrichment/schedule-enrichment.ts";
import { enrichmentOf } from "./enrichment/settings.ts";
import { semanticModelOf } from "./search/settings.ts";
import { importOf } from "./import-job/settings.ts";
import { readBundledFilms } from "./seed/read-bundled-films.ts";
import { startCatalog } from "./service.ts";

await runService("catalog", configSchema, process.env, async (config, context) => {
  const log = await openLog("catalog", config, context);
  const documents = await openStore(config, context);
  const jobs = await openBackgroundJobs(config, context);
  await scheduleEnrichment(jobs, config.ENRICH_CRON);
  return startCatalog({
    log,
    documents,
    jobs,
    enrichment: enrichmentOf(config),
    importing: importOf(config),
    semanticModel: semanticModelOf(config),
    logger: context.logger,
    verifyToken: createTokenVerifier({ keySet: remoteKeySet(config.JWKS_URL) }),
    host: config.HOST,
    port: config.PORT,
    ...(config.SEED_FOLDER !== undefined && { seed: await readBundledFilms(config.SEED_FOLDER) }),
  });
});
