import { ProblemError, callHeadersOf, originOf } from "@projectionist/service-kit";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Identity } from "../identity.ts";
import type { UpstreamReply } from "../upstream.ts";
import { isSane } from "./reply-body.ts";

/** Headers of a client that services may see; everything else, forged identities included, stays outside. */
const requestHeaders = ["accept", "content-type", "if-match", "if-none-match", "baggage"];
const replyHeaders = ["content-type", "etag", "cache-control", "location", "retry-after", "link"];

/** The headers of a call to a service: the client's harmless ones, who calls, the request id and the trace. */
export function headersFor(request: FastifyRequest, identity: Identity | null): Record<string, string> {
  const headers: Record<string, string> = { ...callHeadersOf(originOf(request)), "x-forwarded-for": request.ip };
  for (const name of requestHeaders) {
    const value = request.headers[name];
    if (typeof value === "string") headers[name] = value;
  }
  if (identity) headers["authorization"] = `Bearer ${identity.token}`;
  return headers;
}

/** The headers for a call of our own: nothing conditional, no content type of the client's. */
export function plainHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { "content-type": _type, "if-match": _match, "if-none-match": _noneMatch, ...rest } = headers;
  return rest;
}

/** Hands a service's reply to the client as it is. @throws {ProblemError} `upstream-failed` for one that is no sane answer */
export function passOn(reply: FastifyReply, answer: UpstreamReply): FastifyReply {
  if (!isSane(answer)) throw new ProblemError("upstream-failed");
  for (const name of replyHeaders) {
    const value = answer.headers[name];
    if (value !== undefined) reply.header(name, value);
  }
  return reply.code(answer.status).send(answer.status === 204 || answer.status === 304 ? undefined : answer.body);
}
