import type { FastifyReply, FastifyRequest } from "fastify";
import type { Identity } from "../identity.ts";
import type { UpstreamReply } from "../upstream.ts";

/** Headers of a client that services may see; everything else, forged identities included, stays outside. */
const requestHeaders = ["accept", "content-type", "if-match", "if-none-match", "traceparent", "tracestate", "baggage"];
const replyHeaders = ["content-type", "etag", "cache-control", "location", "retry-after", "link"];

/** The headers of a call to a service: the client's harmless ones, who calls, and the request id. */
export function headersFor(request: FastifyRequest, identity: Identity | null): Record<string, string> {
  const headers: Record<string, string> = { "x-request-id": request.id, "x-forwarded-for": request.ip };
  for (const name of requestHeaders) {
    const value = request.headers[name];
    if (typeof value === "string") headers[name] = value;
  }
  if (identity) headers["authorization"] = `Bearer ${identity.token}`;
  return headers;
}

/** Hands a service's reply to the client as it is. */
export function passOn(reply: FastifyReply, answer: UpstreamReply): FastifyReply {
  for (const name of replyHeaders) {
    const value = answer.headers[name];
    if (value !== undefined) reply.header(name, value);
  }
  return reply.code(answer.status).send(answer.status === 204 || answer.status === 304 ? undefined : answer.body);
}
