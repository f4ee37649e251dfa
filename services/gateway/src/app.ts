import cors from "@fastify/cors";
import { ProblemError, createApp, createHealth, type AppDeps } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import { registerBoard } from "./board/register-board.ts";
import { registerErrorPages } from "./http/error-pages.ts";
import { createJobsUpstream } from "./http/jobs-upstream.ts";
import { registerRoutes } from "./http/routes.ts";
import { createIdentification } from "./identity.ts";
import { registerOpenApi } from "./openapi/register-openapi.ts";
import { registerRateLimits, type RateLimits } from "./rate-limit.ts";
import type { Upstream } from "./upstream.ts";

export type GatewayDeps = Omit<AppDeps, "service"> &
  Readonly<{
    upstream: Upstream;
    limits: RateLimits;
    /** Origins of browsers that may call from other sites. */
    corsOrigins: readonly string[];
  }>;

/** The one public door: identity, limits, composition, and the OpenAPI document of it all. */
export async function buildApp(deps: GatewayDeps): Promise<FastifyInstance> {
  const app = createApp({ ...deps, service: "gateway", isPublic: true });
  app.addHook("onRequest", async ({ url }) => {
    if (url.startsWith("/")) return;
    const detail = "Send the path alone as the target of the request, such as /v1/movies: this is no proxy.";
    throw new ProblemError("validation-failed", { detail });
  });
  const { upstream, verifyToken, health = createHealth() } = deps;
  const identify = createIdentification(verifyToken, upstream);
  const jobs = createJobsUpstream(upstream);
  await app.register(cors, {
    origin: [...deps.corsOrigins],
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    strictPreflight: false,
    exposedHeaders: ["etag", "retry-after", "ratelimit", "ratelimit-policy", "x-request-id"],
  });
  const limit = await registerRateLimits(app, deps.limits);
  await registerOpenApi(app);
  registerErrorPages(app);
  await app.register(async (scope) => registerRoutes(scope, { upstream, jobs, identify, limit, health }));
  await registerBoard(app, { upstream, jobs, verifyToken, identify, limit });
  return app;
}
