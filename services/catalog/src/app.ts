import { createApp, jobRoutes, type AppDeps } from "@projectionist/service-kit";
import type { Jobs } from "@projectionist/jobs";
import type { FastifyInstance } from "fastify";
import { readRoutes } from "./http/read-routes.ts";
import { writeRoutes } from "./http/write-routes.ts";
import type { TextRanker } from "./search/text-ranker.ts";
import type { Catalog } from "./movies/write-movies.ts";

export type CatalogAppDeps = Omit<AppDeps, "service"> &
  Readonly<{
    catalog: Catalog;
    jobs: Jobs;
    /** Asked by searches for what films are about; titles, people and keywords alone are unless it is there. */
    texts?: TextRanker;
  }>;

/** The catalog's HTTP app: parses, calls, maps. */
export function buildApp({ catalog, jobs, texts, ...deps }: CatalogAppDeps): FastifyInstance {
  const app = createApp({ service: "catalog", ...deps });
  readRoutes(app, catalog, texts);
  writeRoutes(app, catalog);
  jobRoutes(app, "catalog", jobs);
  return app;
}
