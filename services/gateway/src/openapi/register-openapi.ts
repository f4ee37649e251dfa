import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { ProblemSchema } from "@projectionist/contracts";
import type { FastifyInstance } from "fastify";

/**
 * Scripts of our own only. Swagger UI styles its parts inline. Requests are not upgraded to https, because a system that
 * is reached over plain HTTP at its address in a local network would lose its scripts.
 */
const contentSecurityPolicy = {
  "default-src": "'self'",
  "base-uri": "'self'",
  "frame-ancestors": "'none'",
  "img-src": "'self' data:",
  "object-src": "'none'",
  "style-src": "'self' 'unsafe-inline'",
};

/** Collects the routes that are registered later into an OpenAPI 3.1 document: `/openapi.json`, and `/docs` to try it. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  app.addSchema(ProblemSchema);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Projectionist",
        version: "1",
        description:
          "Movie recommendations that are projections of an event log. Log in, try a call, then tell a signal and see the next recommendation change.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      tags: [
        { name: "recommendations", description: "What to watch, and why" },
        { name: "activity", description: "What viewers do: signals, ratings, reviews, watchlists" },
        { name: "catalog", description: "Films, people, genres, search" },
        { name: "auth", description: "Accounts, sessions, service keys" },
        { name: "operations", description: "For administrators: background jobs" },
      ],
      components: {
        securitySchemes: {
          accessToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
          serviceKey: { type: "apiKey", in: "header", name: "x-api-key" },
        },
      },
    },
    refResolver: {
      buildLocalReference: (json, _uri, _fragment, i) => (json["$id"] as string | undefined) ?? `schema-${i}`,
    },
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    staticCSP: contentSecurityPolicy,
    theme: { title: "Projectionist API" },
    uiConfig: { layout: "BaseLayout", docExpansion: "list", persistAuthorization: true, tryItOutEnabled: true },
  });
  app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
}
