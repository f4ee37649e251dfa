import type { ServiceName } from "@projectionist/contracts";
import {
  createHealth,
  createMetrics,
  listen,
  type Logger,
  type RunningService,
  type VerifyToken,
} from "@projectionist/service-kit";
import { Redis } from "ioredis";
import { buildApp } from "./app.ts";
import type { RateLimits } from "./rate-limit.ts";
import { createUpstream } from "./upstream.ts";

/** Writes may take longer than the log's own deadline, so that its answer gets through to the caller. */
const DEADLINES = { readMs: 2_000, writeMs: 7_000 };

export type GatewayOptions = Readonly<{
  /** Base URLs of the services. */
  services: Readonly<Record<ServiceName, string>>;
  verifyToken: VerifyToken;
  logger: Logger;
  host: string;
  port: number;
  limits?: Omit<RateLimits, "redis">;
  /** Where several gateways count their callers together, such as `redis://localhost:6379`. */
  redisUrl?: string | undefined;
  corsOrigins?: readonly string[];
  /** Proxies in front whose `x-forwarded-for` tells the caller's address, as addresses or networks; none unless told. */
  trustProxy?: string | undefined;
}>;

/** Starts the gateway; `stop` drains the calls in hand. */
export async function startGateway(options: GatewayOptions): Promise<RunningService> {
  const { services, verifyToken, logger, host, port, limits, redisUrl, corsOrigins = [], trustProxy } = options;
  const health = createHealth();
  const upstream = createUpstream(services, DEADLINES);
  const redis = redisUrl === undefined ? undefined : openRedis(redisUrl, logger);
  const app = await buildApp({
    logger,
    verifyToken,
    health,
    metrics: createMetrics("gateway"),
    upstream,
    limits: { viewersPerMinute: 600, serviceKeysPerMinute: 0, ...limits, redis },
    corsOrigins,
    trustProxy,
  });
  const url = await listen(app, { host, port });
  return {
    name: "gateway",
    url,
    async stop() {
      health.draining();
      await app.close();
      await upstream.close();
      redis?.disconnect();
    },
  };
}

/** A connection that gives up on a command quickly: a call must not wait for its own counting. */
function openRedis(url: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: 250,
    connectTimeout: 1_000,
  });
  redis.on("error", (error: Error) =>
    logger.warn({ reason: error.message }, "Redis cannot be asked: calls are not limited"),
  );
  return redis;
}
