import type { FastifyInstance } from "fastify";
import kit from "../../package.json" with { type: "json" };
import type { Health } from "../health.ts";
import type { Metrics } from "../metrics.ts";

type Deps = Readonly<{ service: string; health: Health; metrics: Metrics }>;

/** `/livez` (no dependency is asked), `/readyz` (`?verbose` names the checks), `/metrics` and `/version`. */
export function addOperationsRoutes(app: FastifyInstance, { service, health, metrics }: Deps): void {
  app.get("/livez", async () => ({ status: "ok" }));

  app.get<{ Querystring: Record<string, unknown> }>("/readyz", async (request, reply) => {
    const { status, checks } = await health.report();
    return reply
      .code(status === "ready" ? 200 : 503)
      .send("verbose" in request.query ? { status, checks } : { status });
  });

  app.get("/metrics", async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );

  app.get("/version", async () => ({ service, version: kit.version, node: process.version }));
}
