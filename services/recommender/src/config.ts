import { Type } from "typebox";

/** The environment of the recommender. */
export const configSchema = Type.Object({
  HOST: Type.String({ default: "127.0.0.1" }),
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8084 }),
  LOG_LEVEL: Type.String({ default: "info" }),
  LOG_URL: Type.String({ minLength: 1, description: "where the event log is, such as sqlite:data/log.db" }),
  SIGNAL_STATE_URL: Type.String({
    minLength: 1,
    description: "where the signal state is kept, such as sqlite:data/signal-state.db",
  }),
  JWKS_URL: Type.String({
    format: "uri",
    default: "http://127.0.0.1:8081/.well-known/jwks.json",
    description: "auth's public keys",
  }),
  COOCCURRENCE_WINDOW: Type.Optional(
    Type.Integer({
      minimum: 5,
      maximum: 20,
      description: "with how many films before it a film of a history is paired; a change needs a rebuild",
    }),
  ),
});
