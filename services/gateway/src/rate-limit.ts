import rateLimit from "@fastify/rate-limit";
import type { RedisClient } from "@projectionist/redis";
import { ProblemError } from "@projectionist/service-kit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Identity } from "./identity.ts";

export type RateLimits = Readonly<{
  /** Calls a minute of one viewer, or of one address that shows no identity; 0 for no limit. */
  viewersPerMinute: number;
  /** Calls a minute of one service key; 0 for no limit. */
  serviceKeysPerMinute: number;
  /** Where several gateways count together; each counts by itself without it, and while it cannot be asked none limits. */
  redis?: RedisClient | undefined;
}>;

/** Counts the call, answers the headers that tell of the limit, and throws `rate-limited`. */
export type Limit = (request: FastifyRequest, identity: Identity | null) => Promise<Record<string, string>>;

const WINDOW_MS = 60_000;

/**
 * Limits calls per viewer, service key or address, and says so in `RateLimit-Policy` and `RateLimit` as
 * draft-ietf-httpapi-ratelimit-headers-11 has them.
 */
export async function registerRateLimits(app: FastifyInstance, limits: RateLimits): Promise<Limit> {
  const { redis } = limits;
  const shared = redis ? { redis, nameSpace: "rate-limit:", skipOnError: true } : {};
  await app.register(rateLimit, { global: false, ...shared });
  const check = (max: number, group: string) =>
    app.createRateLimit({ max, timeWindow: WINDOW_MS, keyGenerator: (request) => `${group}:${keyOf(request)}` });
  const viewers = check(limits.viewersPerMinute, "viewer");
  const services = check(limits.serviceKeysPerMinute, "service");

  return async (request, identity) => {
    const service = identity?.principal.kind === "service";
    const limit = service ? limits.serviceKeysPerMinute : limits.viewersPerMinute;
    if (limit === 0) return {};
    identities.set(request, identity);
    const state = await (service ? services : viewers)(request);
    if (state.isAllowed) return {};
    const headers = {
      "ratelimit-policy": `"default";q=${limit};w=${WINDOW_MS / 1000}`,
      ratelimit: `"default";r=${state.remaining};t=${state.ttlInSeconds}`,
    };
    if (state.isExceeded) {
      throw new ProblemError("rate-limited", { headers: { ...headers, "retry-after": String(state.ttlInSeconds) } });
    }
    return headers;
  };
}

const identities = new WeakMap<FastifyRequest, Identity | null>();

function keyOf(request: FastifyRequest): string {
  return identities.get(request)?.principal.id ?? request.ip;
}
