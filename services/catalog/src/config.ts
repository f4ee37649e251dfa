import { Type } from "typebox";

/** The environment of the catalog. */
export const configSchema = Type.Object({
  HOST: Type.String({ default: "127.0.0.1" }),
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8082 }),
  LOG_LEVEL: Type.String({ default: "info" }),
  LOG_URL: Type.String({ minLength: 1, description: "where the event log is, such as sqlite:data/log.db" }),
  DOCUMENTS_URL: Type.String({
    minLength: 1,
    description: "where the catalog's own documents are kept, such as sqlite:data/catalog.db",
  }),
  JWKS_URL: Type.String({
    format: "uri",
    default: "http://127.0.0.1:8081/.well-known/jwks.json",
    description: "auth's public keys",
  }),
  SEED_FOLDER: Type.Optional(
    Type.String({ minLength: 1, description: "films to begin with, such as those of data/catalog" }),
  ),
});
