import { redisSettings, serverSettings } from "@projectionist/service-kit";
import { Type } from "typebox";

const Url = (fallback: string) => Type.String({ format: "uri", default: fallback });

/** The environment of the gateway. */
export const configSchema = Type.Object({
  ...serverSettings(8080),
  METRICS_PORT: Type.Integer({
    minimum: 0,
    maximum: 65_535,
    default: 9464,
    description: "where operators find /metrics, /version and /readyz?verbose; publish PORT alone",
  }),
  AUTH_URL: Url("http://127.0.0.1:8081"),
  CATALOG_URL: Url("http://127.0.0.1:8082"),
  ACTIVITY_URL: Url("http://127.0.0.1:8083"),
  RECOMMENDER_URL: Url("http://127.0.0.1:8084"),
  RATE_LIMIT_VIEWERS_PER_MINUTE: Type.Integer({ minimum: 0, default: 600 }),
  RATE_LIMIT_SERVICE_KEYS_PER_MINUTE: Type.Integer({ minimum: 0, default: 0 }),
  REDIS_URL: Type.Optional(
    Type.String({ minLength: 1, description: "where several gateways count their callers together" }),
  ),
  ...redisSettings,
  CORS_ORIGINS: Type.String({ default: "" }),
  TRUST_PROXY: Type.Optional(
    Type.String({
      description: "proxies in front, such as 10.0.0.0/8 or loopback; without it they are the caller",
    }),
  ),
});
