import { ProblemError, type VerifyToken } from "@projectionist/service-kit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Identify, Identity } from "../identity.ts";
import type { Limit } from "../rate-limit.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { sessionOf } from "./session-cookie.ts";
import { sendSignInPage } from "./sign-in-page.ts";

export type GuardDeps = Readonly<{ verifyToken: VerifyToken; identify: Identify; limit: Limit }>;

/**
 * Lets administrators pass to the routes of a scope: by the board's cookie, whose changes must come from the board's own
 * pages, or by what scripts send. A browser that asks for a page gets the sign-in page in its place. Answers who passed.
 */
export function guardBoard(scope: FastifyInstance, { verifyToken, identify, limit }: GuardDeps) {
  const identities = new WeakMap<FastifyRequest, Identity>();

  async function ofCookie(token: string): Promise<Identity | null> {
    try {
      return { principal: await verifyToken(token), token };
    } catch (error) {
      if (error instanceof ProblemError && (error.code === "token-expired" || error.code === "token-invalid"))
        return null;
      throw error;
    }
  }

  async function identifyOrCount(request: FastifyRequest): Promise<Identity | null> {
    try {
      return await identify(request);
    } catch (error) {
      await limit(request, null);
      throw error;
    }
  }

  function refuse(request: FastifyRequest, reply: FastifyReply, problem: ProblemError, fault?: string) {
    if (request.method !== "GET" || !request.headers.accept?.includes("text/html")) throw problem;
    return sendSignInPage(reply, problem.code === "forbidden" ? 403 : 401, { fault });
  }

  scope.addHook("onRequest", async (request, reply) => {
    const cookie = sessionOf(request);
    const shown = await identifyOrCount(request);
    const identity = shown ?? (cookie === undefined ? null : await ofCookie(cookie));
    reply.headers(await limit(request, identity)).header("cache-control", "no-store");
    if (!identity) {
      const fault = cookie === undefined ? undefined : "Your session has ended: sign in again.";
      return refuse(request, reply, new ProblemError("unauthenticated"), fault);
    }
    if (identity.principal.role !== "admin") {
      const problem = new ProblemError("forbidden", { detail: "This is for an administrator." });
      return refuse(request, reply, problem, "This account is no administrator's.");
    }
    if (!shown && request.method !== "GET" && request.method !== "HEAD") requireSameOrigin(request);
    identities.set(request, identity);
    return undefined;
  });

  return (request: FastifyRequest): Identity | null => identities.get(request) ?? null;
}
