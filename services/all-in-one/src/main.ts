import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { enrichmentOf, enrichmentSettings, searchSettings, semanticModelOf } from "@projectionist/catalog";
import { createLifecycle, createLogger, readConfig, runUntilSignal } from "@projectionist/service-kit";
import { appendHistory, startLiveViewers, waitUntilReflected } from "@projectionist/simulation";
import { Type } from "typebox";
import { banner } from "./banner.ts";
import { openDataFolder, requireUnused } from "./data-folder.ts";
import { parseOptions, usage } from "./options.ts";
import { createProgress } from "./progress.ts";
import { start } from "./start.ts";
import { untilReady } from "./until-ready.ts";

const root = join(import.meta.dirname, "../../..");
const DEMO_MARK = "demo-history";
const SLOW_MS = 1_000;

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    console.log(usage);
    return;
  }
  const config = readConfig(
    Type.Object({
      HOST: Type.String({ default: "127.0.0.1" }),
      PORT: Type.Integer({ minimum: 0, maximum: 65_530, default: 8080 }),
      DATA_FOLDER: Type.String({ default: join(root, "data/local") }),
      LOG_LEVEL: Type.String({ default: "info" }),
      RATE_LIMIT_VIEWERS_PER_MINUTE: Type.Integer({ minimum: 0, default: 600 }),
      IMPORT_FOLDER: Type.Optional(Type.String({ minLength: 1 })),
      ...enrichmentSettings,
      ...searchSettings,
    }),
    process.env,
  );
  const started = performance.now();
  const progress = createProgress(process.stderr);
  if (options.maintenance) requireUnused(config.DATA_FOLDER, "leave --offline out, or stop it first");
  const folder = openDataFolder(config.DATA_FOLDER, options.fresh);
  const rootLogger = createLogger({
    level: config.LOG_LEVEL,
    destination: createWriteStream(join(folder.path, "projectionist.log"), { flags: "a" }),
  });
  const logger = rootLogger.child({ service: "all-in-one" });
  const lifecycle = createLifecycle(logger);
  runUntilSignal(lifecycle, { logger });
  try {
    const catalogFolder = join(root, "data/catalog");
    const running = await start({
      folder,
      catalogFolder,
      host: options.maintenance ? "127.0.0.1" : config.HOST,
      port: options.maintenance ? 0 : config.PORT,
      viewersPerMinute: config.RATE_LIMIT_VIEWERS_PER_MINUTE,
      enrichment: enrichmentOf({ TMDB_CACHE_FOLDER: join(folder.path, "tmdb"), ...config }),
      semanticModel: semanticModelOf(config),
      importFolder: config.IMPORT_FOLDER ?? join(folder.path, "landing"),
      logger: rootLogger,
      lifecycle,
    });
    if (options.maintenance) {
      console.log(JSON.stringify({ url: running.urls.gateway }));
      process.stdin.resume().once("close", () => process.kill(process.pid, "SIGTERM"));
      return;
    }
    const demo = { gatewayUrl: running.urls.gateway, apiKey: running.adminKey, films: running.films };
    progress.step(`${running.films.length} films in the bundled catalog`);
    const stopping = new AbortController();
    lifecycle.onStop("waiting for readiness", () => stopping.abort());
    const slow = setTimeout(() => progress.step("Counting the signals of the log anew …"), SLOW_MS);
    await untilReady(running.urls, stopping.signal);
    clearTimeout(slow);
    if (!folder.has(DEMO_MARK)) {
      const position = await appendHistory(
        demo,
        Date.now(),
        progress.bar("Simulated viewers act over the past 30 days"),
      );
      await waitUntilReflected(demo, position);
      folder.mark(DEMO_MARK);
    }
    if (!options.quiet) {
      const stopViewers = startLiveViewers(demo, (error) =>
        logger.warn({ err: error }, "a simulated viewer was refused"),
      );
      lifecycle.onStop("simulated viewers", stopViewers);
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(banner(running, [`Ready in ${seconds} s. State: ${folder.path}`]));
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
