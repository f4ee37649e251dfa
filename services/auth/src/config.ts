import { documentsSettings, logSettings, serverSettings } from "@projectionist/service-kit";
import { Type } from "typebox";

export const configSchema = Type.Object({
  ...serverSettings(8081),
  ...logSettings,
  ...documentsSettings("auth"),
  PROJECTIONIST_MODE: Type.Union([Type.Literal("demo"), Type.Literal("production")], { default: "production" }),
  ACCESS_TOKEN_SECONDS: Type.Integer({ minimum: 60, maximum: 900, default: 900 }),
  ADMIN_EMAIL: Type.String({ format: "email", default: "admin@example.com" }),
  ADMIN_PASSWORD: Type.Optional(
    Type.String({
      minLength: 10,
      maxLength: 1024,
      description: "where set, ADMIN_EMAIL has an administrator's account",
    }),
  ),
  BOOTSTRAP_KEY: Type.Optional(
    Type.String({ minLength: 32, maxLength: 256, pattern: "^pk_", description: "a service key with all scopes" }),
  ),
});
