import { documentsSettings, logSettings, serverSettings, tokenSettings } from "@projectionist/service-kit";
import { Type } from "typebox";

/** The environment of activity. */
export const configSchema = Type.Object({
  ...serverSettings(8083),
  ...logSettings,
  ...tokenSettings,
  ...documentsSettings("activity"),
});
