import { demoViewer, scopes } from "@projectionist/contracts";
import { openLog, openStore, runService } from "@projectionist/service-kit";
import { configSchema } from "./config.ts";
import { startAuth } from "./service.ts";

await runService("auth", configSchema, process.env, async (config, context) => {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password, BOOTSTRAP_KEY: key } = config;
  const production = config.PROJECTIONIST_MODE === "production";
  const log = await openLog("auth", config, context);
  const documents = await openStore(config, context);
  return startAuth({
    log,
    documents,
    logger: context.logger,
    host: config.HOST,
    port: config.PORT,
    production,
    accessTokenSeconds: config.ACCESS_TOKEN_SECONDS,
    bootstrapUsers: [
      ...(production ? [] : [demoViewer]),
      ...(password ? [{ email, password, role: "admin" as const, displayName: "Administrator" }] : []),
    ],
    bootstrapKeys: key ? [{ name: "bootstrap", key, scopes: [...scopes] }] : [],
  });
});
