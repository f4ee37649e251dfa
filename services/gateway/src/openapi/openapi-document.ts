import { createLogger } from "@projectionist/service-kit";
import { buildApp } from "../app.ts";

/** The OpenAPI 3.1 document of the public surface, made from the routes; nothing listens for it. */
export async function openApiDocument(): Promise<object> {
  const refuse = () => Promise.reject(new Error("there is no upstream here"));
  const app = await buildApp({
    logger: createLogger({ service: "gateway", level: "silent" }),
    verifyToken: refuse,
    upstream: { send: refuse, readEnd: () => 0, close: async () => {} },
    limits: { viewersPerMinute: 0, serviceKeysPerMinute: 0 },
    corsOrigins: [],
  });
  await app.ready();
  const document = app.swagger();
  await app.close();
  return document;
}
