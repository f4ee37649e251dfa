import { logSettings, serverSettings, tokenSettings } from "@projectionist/service-kit";
import { Type } from "typebox";

/** The environment of activity. */
export const configSchema = Type.Object({
  ...serverSettings(8083),
  ...logSettings,
  ...tokenSettings,
  DOCUMENTS_URL: Type.String({
    minLength: 1,
    description: "where documents are kept, such as sqlite:data/activity.db",
  }),
});
