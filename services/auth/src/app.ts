import fastifyJwt from "@fastify/jwt";
import { createApp, createTokenVerifier, type Health, type Logger } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import { addAccountRoutes } from "./http/account-routes.ts";
import { addKeyRoutes } from "./http/key-routes.ts";
import { addSessionRoutes } from "./http/session-routes.ts";
import type { LoginThrottle } from "./login/login-throttle.ts";
import type { PasswordHasher } from "./passwords/password-hasher.ts";
import type { ServiceKeys } from "./service-keys/service-keys.ts";
import type { Sessions } from "./sessions/sessions.ts";
import { createAccessTokens, signingOptions } from "./tokens/access-tokens.ts";
import type { SigningKeys } from "./tokens/signing-keys.ts";
import type { AccountErasures } from "./users/account-erasure.ts";
import type { Users } from "./users/user-document.ts";

export type AuthDeps = Readonly<{
  logger: Logger;
  health?: Health | undefined;
  users: Users;
  erasures: AccountErasures;
  sessions: Sessions;
  keys: ServiceKeys;
  signingKeys: SigningKeys;
  hasher: PasswordHasher;
  throttle: LoginThrottle;
  /** How long a user's access token is good. */
  accessTokenSeconds: number;
  /** Milliseconds since 1970. */
  now: () => number;
}>;

/** The HTTP side of auth. The address of a caller is what a proxy in the same network says it is. */
export function buildApp(deps: AuthDeps): FastifyInstance {
  const { logger, health, signingKeys } = deps;
  const app = createApp({
    service: "auth",
    logger,
    health,
    verifyToken: createTokenVerifier({ keySet: () => signingKeys.keySet() }),
    trustProxy: "loopback, linklocal, uniquelocal",
  });
  app.register(fastifyJwt, signingOptions(signingKeys.current));
  app.addHook("onSend", async (_request, reply) => {
    if (!reply.hasHeader("cache-control")) void reply.header("cache-control", "no-store");
  });
  const tokens = createAccessTokens((claims) => app.jwt.sign(claims), deps);
  addSessionRoutes(app, { ...deps, tokens });
  addAccountRoutes(app, deps);
  addKeyRoutes(app, { ...deps, tokens });
  return app;
}
