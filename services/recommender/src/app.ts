import type { Positions } from "@projectionist/contracts";
import type { Jobs } from "@projectionist/jobs";
import { createApp, jobRoutes, positionRoutes, type AppDeps } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import { modelRoutes, type ModelRouteDeps } from "./http/model-routes.ts";
import { personalRoutes } from "./http/personal-routes.ts";
import { publicRoutes } from "./http/public-routes.ts";
import type { RouteDeps } from "./http/route-deps.ts";

export type RecommenderAppDeps = Omit<AppDeps, "service"> &
  RouteDeps &
  Readonly<{ jobs: Jobs; positions: () => Promise<Positions>; models: ModelRouteDeps | undefined }>;

/** The recommender's HTTP app: parses, calls, maps. It answers ids; the gateway adds the films' cards. */
export function buildApp(deps: RecommenderAppDeps): FastifyInstance {
  const app = createApp({ service: "recommender", ...deps });
  personalRoutes(app, deps);
  publicRoutes(app, deps);
  jobRoutes(app, "recommender", deps.jobs);
  positionRoutes(app, deps.positions);
  modelRoutes(app, deps.models);
  return app;
}
