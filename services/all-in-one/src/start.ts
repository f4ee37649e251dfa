import { join } from "node:path";
import { startActivity } from "@projectionist/activity";
import { startAuth } from "@projectionist/auth";
import { openEventLog } from "@projectionist/bus";
import { readBundledFilms, startCatalog, type CatalogOptions } from "@projectionist/catalog";
import { demoAdmin, demoViewer, scopes, topicDefinitions } from "@projectionist/contracts";
import { startGateway } from "@projectionist/gateway";
import { startRecommender } from "@projectionist/recommender";
import { createTokenVerifier, remoteKeySet, type Lifecycle, type Logger } from "@projectionist/service-kit";
import { openDocuments } from "@projectionist/stores";
import type { DataFolder } from "./data-folder.ts";

export type Started = Readonly<{
  /** Base URL of each service. */
  urls: Readonly<Record<"gateway" | "metrics" | "auth" | "catalog" | "activity" | "recommender", string>>;
  adminKey: string;
  adminPassword: string;
  films: Awaited<ReturnType<typeof readBundledFilms>>;
}>;

export type StartSettings = Readonly<{
  folder: DataFolder;
  /** The folder of the bundled catalog. */
  catalogFolder: string;
  host: string;
  /** The gateway's port; the services take the next four, the gateway's metrics the one behind. 0 takes free ones. */
  port: number;
  /** Calls a minute of one viewer; 0 for no limit. */
  viewersPerMinute: number;
  enrichment: CatalogOptions["enrichment"];
  /** What search embeds with; undefined for the static embeddings. */
  semanticModel?: CatalogOptions["semanticModel"];
  /** Where data sets are put that the job `import` is to load. */
  importFolder: string;
  /** Each service gets a child that names it. */
  logger: Logger;
  lifecycle: Lifecycle;
}>;

/**
 * Starts every service in this process on the embedded engines, talking over loopback HTTP as they would apart.
 * What was started is registered with the lifecycle, so that a failure half-way stops it too.
 */
export async function start(settings: StartSettings): Promise<Started> {
  const {
    folder,
    catalogFolder,
    host,
    port,
    viewersPerMinute,
    enrichment,
    semanticModel,
    importFolder,
    logger,
    lifecycle,
  } = settings;
  const adminKey = folder.secret("admin-key", "pk_");
  const adminPassword = folder.secret("admin-password");
  const films = await readBundledFilms(catalogFolder);

  const log = await openEventLog(folder.engine("log"));
  lifecycle.onStop("log", () => log.close());
  await log.createTopics(topicDefinitions);
  const documentsOf = async (service: string) => {
    const documents = await openDocuments(folder.engine(service));
    lifecycle.onStop(`${service} documents`, () => documents.close());
    return documents;
  };
  const at = (offset: number) => ({ host, port: port === 0 ? 0 : port + offset });
  const run = async <S extends Readonly<{ name: string; stop(): Promise<void> }>>(service: S) => {
    lifecycle.onStop(service.name, () => service.stop());
    return service;
  };

  const auth = await run(
    await startAuth({
      ...at(1),
      log,
      documents: await documentsOf("auth"),
      logger: logger.child({ service: "auth" }),
      bootstrapUsers: [demoViewer, { ...demoAdmin, password: adminPassword }],
      bootstrapKeys: [{ name: "local administrator", key: adminKey, scopes: [...scopes] }],
    }),
  );
  const verifyToken = createTokenVerifier({ keySet: remoteKeySet(`${auth.url}/.well-known/jwks.json`) });
  const shared = { log, verifyToken };
  let gatewayUrl = "";
  const catalog = await run(
    await startCatalog({
      ...shared,
      ...at(2),
      documents: await documentsOf("catalog"),
      logger: logger.child({ service: "catalog" }),
      enrichment,
      semanticModel,
      importing: {
        folder: importFolder,
        stateFolder: join(folder.path, "imports"),
        gatewayUrl: () => gatewayUrl,
        apiKey: adminKey,
      },
      seed: films,
    }),
  );
  const [activity, recommender] = await Promise.all([
    startActivity({
      ...shared,
      ...at(3),
      documents: await documentsOf("activity"),
      logger: logger.child({ service: "activity" }),
    }).then(run),
    startRecommender({
      ...shared,
      ...at(4),
      signalStateUrl: folder.engine("signal-state"),
      training: { modelsUrl: `folder:${join(folder.path, "models")}`, everyHours: 6 },
      logger: logger.child({ service: "recommender" }),
    }).then(run),
  ]);
  const services = { auth: auth.url, catalog: catalog.url, activity: activity.url, recommender: recommender.url };
  const gateway = await run(
    await startGateway({
      ...at(0),
      metricsPort: at(5).port,
      services,
      verifyToken,
      logger: logger.child({ service: "gateway" }),
      limits: { viewersPerMinute, serviceKeysPerMinute: 0 },
    }),
  );
  gatewayUrl = gateway.url;
  return { urls: { gateway: gateway.url, metrics: gateway.metricsUrl, ...services }, adminKey, adminPassword, films };
}
