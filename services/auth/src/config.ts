import { Type } from "typebox";

export const configSchema = Type.Object({
  HOST: Type.String({ default: "127.0.0.1" }),
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8081 }),
  LOG_URL: Type.String({ description: "the event log, such as sqlite:data/log.db" }),
  DOCUMENTS_URL: Type.String({ description: "the document store of auth, such as sqlite:data/auth.db" }),
  LOG_LEVEL: Type.String({ default: "info" }),
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
