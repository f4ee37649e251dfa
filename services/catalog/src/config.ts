import {
  documentsSettings,
  logSettings,
  jobsSettings,
  serverSettings,
  tokenSettings,
} from "@projectionist/service-kit";
import { Type } from "typebox";
import { enrichmentSettings } from "./enrichment/settings.ts";
import { importSettings } from "./import-job/settings.ts";
import { searchSettings } from "./search/settings.ts";

/** The environment of the catalog. */
export const configSchema = Type.Object({
  ...serverSettings(8082),
  ...logSettings,
  ...tokenSettings,
  ...documentsSettings("catalog"),
  ...jobsSettings,
  ENRICH_CRON: Type.Optional(
    Type.String({ minLength: 1, description: "when films are enriched by themselves, in UTC, such as 0 3 * * 0" }),
  ),
  ...enrichmentSettings,
  ...importSettings,
  ...searchSettings,
  SEED_FOLDER: Type.Optional(
    Type.String({ minLength: 1, description: "films to begin with, such as those of data/catalog" }),
  ),
});
