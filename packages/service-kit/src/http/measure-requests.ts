import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Metrics } from "../metrics.ts";

/** Counts and times every request by method, route pattern and status. */
export function measureRequests(app: FastifyInstance, { requestsInFlight, requestDuration }: Metrics): void {
  const inFlight = new WeakSet<FastifyRequest>();
  const leave = (request: FastifyRequest) => {
    if (inFlight.delete(request)) requestsInFlight.dec();
  };
  app.addHook("onRequest", async (request) => {
    inFlight.add(request);
    requestsInFlight.inc();
  });
  app.addHook("onResponse", async (request, reply) => {
    leave(request);
    const route = request.routeOptions.url ?? "unknown";
    requestDuration.observe({ method: request.method, route, status_code: reply.statusCode }, reply.elapsedTime / 1000);
  });
  // A client that goes away may see no response; without this its request would stay in flight for ever.
  app.addHook("onRequestAbort", async (request) => leave(request));
}
