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
  SEMANTIC_MODEL: Type.Optional(
    Type.String({
      pattern: "^(static|minilm:.+|hub:[\\w.-]+/[\\w.-]+)$",
      description:
        "what search embeds with: static (comes along), minilm:<folder of the model>, or hub:<owner>/<model>",
    }),
  ),
  HF_ENDPOINT: Type.Optional(
    Type.String({
      format: "uri",
      description: "where the hub of hub:<owner>/<model> is; https://huggingface.co unless told",
    }),
  ),
  SEED_FOLDER: Type.Optional(
    Type.String({ minLength: 1, description: "films to begin with, such as those of data/catalog" }),
  ),
});
