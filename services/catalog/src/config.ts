import { logSettings, serverSettings, tokenSettings } from "@projectionist/service-kit";
import { Type } from "typebox";

/** The environment of the catalog. */
export const configSchema = Type.Object({
  ...serverSettings(8082),
  ...logSettings,
  ...tokenSettings,
  DOCUMENTS_URL: Type.String({
    minLength: 1,
    description: "where the catalog's own documents are kept, such as sqlite:data/catalog.db",
  }),
  SEED_FOLDER: Type.Optional(
    Type.String({ minLength: 1, description: "films to begin with, such as those of data/catalog" }),
  ),
});
