import {
  documentsSettings,
  logSettings,
  redisSettings,
  serverSettings,
  tokenSettings,
} from "@projectionist/service-kit";
import { Type } from "typebox";
import { enrichmentSettings } from "./enrichment/settings.ts";
import { importSettings } from "./import-job/settings.ts";

/** The environment of the catalog. */
export const configSchema = Type.Object({
  ...serverSettings(8082),
  ...logSettings,
  ...tokenSettings,
  ...documentsSettings("catalog"),
  ...redisSettings,
  JOBS_URL: Type.String({
    minLength: 1,
    default: "memory:",
    description:
      "where background jobs are kept, such as redis://localhost:6379/0 or redis-cluster://localhost:7000,localhost:7001; memory: is lost at the stop",
  }),
  ENRICH_CRON: Type.Optional(
    Type.String({ minLength: 1, description: "when films are enriched by themselves, in UTC, such as 0 3 * * 0" }),
  ),
  ...enrichmentSettings,
  ...importSettings,
  SEED_FOLDER: Type.Optional(
    Type.String({ minLength: 1, description: "films to begin with, such as those of data/catalog" }),
  ),
});
