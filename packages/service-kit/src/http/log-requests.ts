import type { ErrorCode } from "@projectionist/contracts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Principal } from "../principal.ts";

type Notes = Readonly<{
  principal?: Principal["kind"];
  /** Of the problem that was answered. */
  code?: ErrorCode;
  /** Why the answer is not the usual one: what another service did. */
  reason?: string;
  /** A fault of this process's own. */
  err?: Error;
}>;

/** Asked every few seconds by machines: of interest only to who looks for them. */
const PROBES: ReadonlySet<string> = new Set(["/livez", "/readyz", "/metrics"]);
/** As nginx names it; nobody is answered with it. */
const CLIENT_WENT_AWAY = 499;
const notes = new WeakMap<FastifyRequest, Notes>();

/** Remembers something of a request for its line. */
export function noteRequest(request: FastifyRequest, more: Notes): void {
  notes.set(request, { ...notes.get(request), ...more });
}

/** Remembers who calls, for the line of the request. */
export function noteCaller(request: FastifyRequest, principal: Principal | null): void {
  if (principal) noteRequest(request, { principal: principal.kind });
}

/**
 * Logs every request in one line when it is over: by its route, for paths, queries and bodies may be personal. Faults of
 * our own are errors, those of others behind us warnings; probes are told at `debug` only.
 */
export function logRequests(app: FastifyInstance): void {
  const running = new WeakMap<FastifyRequest, FastifyReply>();

  function tell(request: FastifyRequest, cut?: number): void {
    const reply = running.get(request);
    if (!reply || !running.delete(request)) return;
    const { method, routeOptions, log } = request;
    const status = cut ?? reply.statusCode;
    const route = routeOptions.url ?? "unknown";
    const bytes = Number(reply.getHeader("content-length") ?? 0);
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const noted = notes.get(request);
    const level = PROBES.has(route) ? "debug" : levelOf(status, noted);
    log[level]({ method, route, status, ms, bytes, principal: "nobody", ...noted }, "request");
  }

  app.addHook("onRequest", async (request, reply) => void running.set(request, reply));
  app.addHook("onResponse", async (request) => tell(request));
  app.addHook("onRequestAbort", async (request) => {
    noteRequest(request, { reason: "the client went away" });
    tell(request, CLIENT_WENT_AWAY);
  });
}

function levelOf(status: number, noted: Notes | undefined): "info" | "warn" | "error" {
  if (noted?.err) return "error";
  return status >= 500 || (status < 400 && noted?.reason !== undefined) ? "warn" : "info";
}
