import { ProblemError } from "@projectionist/service-kit";
import type { FastifyRequest } from "fastify";

/**
 * Refuses what a page of another origin has a browser do: by `sec-fetch-site`, and by `origin` where a browser does not
 * send that (over plain HTTP). @throws {ProblemError} `forbidden`
 */
export function requireSameOrigin({ headers, host }: FastifyRequest): void {
  const site = headers["sec-fetch-site"];
  if (site === undefined ? isHost(headers.origin, host) : site === "same-origin") return;
  throw new ProblemError("forbidden", {
    detail: "With the board's cookie changes are made from the board itself; scripts send `authorization` instead.",
  });
}

function isHost(origin: string | undefined, host: string): boolean {
  return origin !== undefined && URL.parse(origin)?.host === host;
}
