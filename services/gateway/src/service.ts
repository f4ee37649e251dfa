import type { ServiceName } from "@projectionist/contracts";
import { connectRedis, parseRedisUrl, type RedisClient } from "@projectionist/redis";
import {
  createApp,
  createHealth,
  createLifecycle,
  createMetrics,
  listen,
  type Logger,
  type RunningService,
  type TokenVerifier,
} from "@projectionist/service-kit";
import { buildApp } from "./app.ts";
import { checkReadiness } from "./readiness.ts";
import type { RateLimits } from "./rate-limit.ts";
import { createUpstream } from "./upstream.ts";

/** Writes may take longer than the log's own deadline, so that its answer gets through to the caller. */
const DEADLINES = { readMs: 2_000, writeMs: 7_000 };

export type GatewayOptions = Readonly<{
  /** Base URLs of the services. */
  services: Readonly<Record<ServiceName, string>>;
  verifyToken: TokenVerifier;
  logger: Logger;
  host: string;
  port: number;
  /** Where operators, and nobody else, find `/metrics`, `/version` and `/readyz?verbose`. */
  metricsPort: number;
  limits?: Omit<RateLimits, "redis">;
  /** Where several gateways count their callers together, such as `redis://localhost:6379`. */
  redisUrl?: string | undefined;
  /** The authority that signed Redis's certificate, as PEM; those of Node unless told. */
  redisCa?: string | undefined;
  corsOrigins?: readonly string[];
  /** Proxies in front whose `x-forwarded-for` tells the caller's address, as addresses or networks; none unless told. */
  trustProxy?: string | undefined;
}>;

/** The gateway, and where operators look after it. */
export type RunningGateway = RunningService & Readonly<{ metricsUrl: string }>;

/**
 * Starts the gateway; `stop` drains the calls in hand.
 * @throws {ListenError}
 * @throws {EngineOpenError} Redis is named, but cannot be used; while it is away later, calls are not limited
 */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { services, verifyToken, logger, host, port, limits, corsOrigins = [], trustProxy } = options;
  const lifecycle = createLifecycle(logger);
  try {
    const redis = await openRedis(options);
    lifecycle.onStop("redis", () => redis?.disconnect());
    const upstream = createUpstream(services, DEADLINES);
    lifecycle.onStop("upstream", () => upstream.close());
    const health = createHealth(logger);
    checkReadiness(health, verifyToken, upstream);
    const shared = { logger, verifyToken, health, metrics: createMetrics("gateway") };
    const operations = createApp({ ...shared, service: "gateway" });
    lifecycle.onStop("metrics", () => operations.close());
    const app = await buildApp({
      ...shared,
      upstream,
      limits: { viewersPerMinute: 600, serviceKeysPerMinute: 0, ...limits, redis },
      corsOrigins,
      trustProxy,
    });
    lifecycle.onStop("HTTP", () => app.close());
    lifecycle.onStop("readiness", () => health.draining());
    const metricsUrl = await listen(operations, { host, port: options.metricsPort, setting: "METRICS_PORT" });
    const url = await listen(app, { host, port });
    return { name: "gateway", url, metricsUrl, stop: () => lifecycle.stop() };
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }
}

/** A connection that gives up on a command quickly: a call must not wait for its own counting. */
async function openRedis({ redisUrl, redisCa, logger }: GatewayOptions): Promise<RedisClient | undefined> {
  if (redisUrl === undefined) return undefined;
  return connectRedis(parseRedisUrl(redisUrl, { what: "the rate limits", setting: "REDIS_URL" }), {
    ca: redisCa,
    commandTimeoutMs: 250,
    onError: (error) => logger.warn({ reason: error.message }, "Redis cannot be asked: calls are not limited"),
  });
}
