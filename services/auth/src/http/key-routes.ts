import { authOperations } from "@projectionist/contracts";
import { route } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import type { AuthDeps } from "../app.ts";
import type { AccessTokens } from "../tokens/access-tokens.ts";

/** Service keys, and the public keys that tokens are verified by. */
export function addKeyRoutes(app: FastifyInstance, deps: AuthDeps & Readonly<{ tokens: AccessTokens }>): void {
  const { keys, signingKeys, tokens } = deps;

  route(app, authOperations.createKey, async ({ body }) => ({ status: 201, body: await keys.create(body) }));

  route(app, authOperations.listKeys, async () => ({ status: 200, body: { items: await keys.list() } }));

  route(app, authOperations.deleteKey, async ({ params }) => {
    await keys.remove(params.keyId);
    return { status: 204 };
  });

  route(app, authOperations.exchangeKey, async ({ body }) => ({
    status: 200,
    body: tokens.forKey(await keys.recognize(body.key)),
  }));

  route(app, authOperations.getKeySet, async () => ({
    status: 200,
    body: await signingKeys.keySet(),
    headers: { "cache-control": "public, max-age=300" },
  }));
}
