import { ProblemError, createLogger, type Principal } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import { buildApp } from "../app.ts";
import type { UpstreamRequest } from "../upstream.ts";

/** A service's answer; 200 unless told. */
export type Answer = Readonly<{ status?: number; body: object }>;

/** Which service is asked for what; may reject as `Upstream` does. */
export type Services = (service: string, request: UpstreamRequest) => Answer | Promise<Answer>;

const principals: Readonly<Record<string, Principal>> = {
  alice: { kind: "user", id: "alice", role: "viewer", scopes: [] },
  bob: { kind: "user", id: "bob", role: "viewer", scopes: [] },
  key: { kind: "service", id: "key-1", role: null, scopes: [] },
};

/** A gateway before services that a test plays; the tokens `alice` and `bob` are viewers', `key` is a service's. */
export function gatewayOn(services: Services): Promise<FastifyInstance> {
  return buildApp({
    logger: createLogger({ service: "gateway", level: "silent" }),
    verifyToken: async (token) => principals[token] ?? Promise.reject(new ProblemError("token-invalid")),
    upstream: {
      async send(service, request) {
        const { status = 200, body } = await services(service, request);
        const headers = { "content-type": status < 400 ? "application/json" : "application/problem+json" };
        return { status, headers, body: Buffer.from(JSON.stringify(body)) };
      },
      readEnd: () => performance.now() + 1_000,
      close: async () => {},
    },
    limits: { viewersPerMinute: 0, serviceKeysPerMinute: 0 },
    corsOrigins: [],
  });
}

/** Asks as the holder of a token, or as nobody. */
export async function ask(app: FastifyInstance, url: string, token?: string) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const reply = await app.inject({ url, headers });
  return { status: reply.statusCode, body: reply.json() };
}

/** The films of a list of cards, in its order. */
export function idsOf({ items }: Readonly<{ items: readonly Readonly<{ movie: { id: string } }>[] }>): string[] {
  return items.map(({ movie }) => movie.id);
}
