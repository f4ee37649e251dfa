import type { FastifyInstance } from "fastify";
import kit from "../../package.json" with { type: "json" };
import type { Health } from "../health.ts";
import type { Metrics } from "../metrics.ts";

/** `/livez` (no dependency is asked) and `/readyz`; where `verbose` is let in, `/readyz?verbose` names the checks. */
export function addProbes(app: FastifyInstance, { health, verbose }: Readonly<{ health: Health; verbose: boolean }>) {
  app.get("/livez", async () => ({ status: "ok" }));

  app.get<{ Querystring: Record<string, unknown> }>("/readyz", async (request, reply) => {
    const { status, checks } = await health.report();
    return reply
      .code(status === "ready" ? 200 : 503)
      .send(verbose && "verbose" in request.query ? { status, checks } : { status });
  });
}

/** `/metrics` and `/version`. */
export function addOperationsRoutes(
  app: FastifyInstance,
  { service, metrics }: Readonly<{ service: string; metrics: Metrics }>,
): void {
  app.get("/metrics", async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );

  app.get("/version", async () => ({ service, version: kit.version, node: process.version }));
}
