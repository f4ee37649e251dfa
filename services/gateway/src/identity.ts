import { createHash } from "node:crypto";
import { authOperations, type Operation } from "@projectionist/contracts";
import {
  ProblemError,
  bearerOf,
  callHeadersOf,
  noteCaller,
  originOf,
  type Origin,
  type Principal,
  type VerifyToken,
} from "@projectionist/service-kit";
import type { FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import { bodyReader } from "./http/reply-body.ts";
import type { Upstream } from "./upstream.ts";

/** Who calls, and the token that tells the services so. */
export type Identity = Readonly<{ principal: Principal; token: string }>;

/** How long an exchanged service key is trusted before it is asked for again, so that a revoked one dies soon. */
const KEY_CACHE_MS = 30_000;
const readExchanged = bodyReader<{ accessToken: string }>(authOperations.exchangeKey.schema.response[200]);

/**
 * Finds out who calls: by the bearer token, or by a service key, which auth trades for a short token. Answers null for
 * a call that shows neither. @throws {ProblemError} when what is shown is not valid
 */
export function createIdentification(verifyToken: VerifyToken, upstream: Upstream) {
  const exchanged = new LRUCache<string, Identity, Readonly<{ key: string; origin: Origin }>>({
    max: 10_000,
    ttl: KEY_CACHE_MS,
    // By itself it keeps the clock that there was when it was loaded, which tests cannot set.
    perf: { now: () => performance.now() },
    fetchMethod: (_digest, known, { context: { key, origin } }) =>
      exchange(key, origin).catch((error: unknown) => unlessRefused(known, error)),
  });

  /** While auth cannot be asked, what it said last holds for as long as the token does. */
  async function unlessRefused(known: Identity | undefined, error: unknown): Promise<Identity> {
    const isRefused = error instanceof ProblemError && error.code === "api-key-invalid";
    if (known === undefined || isRefused) throw error;
    const isValid = await verifyToken(known.token).then(
      () => true,
      () => false,
    );
    if (!isValid) throw error;
    return known;
  }

  async function exchange(key: string, origin: Origin): Promise<Identity> {
    const { method, path } = authOperations.exchangeKey;
    const reply = await upstream.send("auth", {
      method,
      path,
      headers: { ...callHeadersOf(origin), "content-type": "application/json" },
      body: JSON.stringify({ key }),
      reads: true,
    });
    if (reply.status >= 400 && reply.status < 500) throw new ProblemError("api-key-invalid");
    const { accessToken } = readExchanged(reply);
    return { principal: await verifyToken(accessToken), token: accessToken };
  }

  /** Calls that show the same key at the same time share one exchange, lest a busy client's calls all wait for auth. */
  function ofKey(key: string, origin: Origin): Promise<Identity> {
    const digest = createHash("sha256").update(key).digest("base64");
    return exchanged.forceFetch(digest, { context: { key, origin } });
  }

  return async function identify(request: FastifyRequest): Promise<Identity | null> {
    const identity = await shownBy(request);
    noteCaller(request, identity?.principal ?? null);
    return identity;
  };

  async function shownBy(request: FastifyRequest): Promise<Identity | null> {
    const key = request.headers["x-api-key"];
    if (request.headers.authorization !== undefined) {
      const token = bearerOf(request);
      return { principal: await verifyToken(token), token };
    }
    if (typeof key === "string" && key !== "") return ofKey(key, originOf(request));
    return null;
  }
}

export type Identify = ReturnType<typeof createIdentification>;

/** Whether a caller may use an operation; the service decides again. */
export function requireAccess(operation: Operation, identity: Identity | null): void {
  if (operation.access !== "public" && !identity) throw new ProblemError("unauthenticated");
}
