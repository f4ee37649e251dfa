import { request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { operation, type Access, type Problem, type Scope } from "@projectionist/contracts";
import { Type } from "typebox";
import { afterAll, expect, test } from "vitest";
import { createLogger } from "../logger.ts";
import { createTokenVerifier } from "../tokens/token-verifier.ts";
import { createTestIssuer } from "../tokens/tokens.fixture.ts";
import { createApp } from "./app.ts";
import { viewerOf } from "./guard.ts";
import { route } from "./route.ts";

const issuer = createTestIssuer();
const app = createApp({
  service: "test",
  logger: createLogger({ service: "test", level: "silent" }),
  verifyToken: createTokenVerifier({ keySet: async () => issuer.keySet }),
});
const rules = {
  public: "public",
  viewer: ["viewer"],
  admin: ["admin"],
  catalog: ["admin", "catalog:write"],
  signals: ["viewer", "signals:write"],
} as const satisfies Record<string, Access>;
for (const [name, access] of Object.entries(rules)) {
  route(
    app,
    operation({
      id: name,
      method: "POST",
      path: `/${name}`,
      service: "auth",
      access,
      tag: "test",
      summary: name,
      schema: { response: { 200: Type.Object({ id: Type.Union([Type.String(), Type.Null()]) }) } },
    }),
    async ({ principal }) => ({ status: 200, body: { id: principal && viewerOf({ principal }) } }),
  );
}
afterAll(() => app.close());

const tokens = {
  viewer: issuer.token(),
  admin: issuer.token({ claims: { role: "admin" } }),
  key: (scope: Scope) => issuer.token({ claims: { kind: "service", sub: "k-1", role: null, scope } }),
};
const ask = (path: string, authorization?: string) =>
  app.inject({ method: "POST", url: path, ...(authorization === undefined ? {} : { headers: { authorization } }) });

test.each([
  ["/viewer", tokens.viewer, 200],
  ["/viewer", tokens.admin, 200],
  ["/viewer", tokens.key("signals:write"), 403],
  ["/admin", tokens.viewer, 403],
  ["/admin", tokens.admin, 200],
  ["/admin", tokens.key("catalog:write"), 403],
  ["/catalog", tokens.viewer, 403],
  ["/catalog", tokens.admin, 200],
  ["/catalog", tokens.key("signals:write"), 403],
  ["/signals", tokens.viewer, 200],
  ["/signals", tokens.admin, 200],
])("%s with a token: %#", async (path, token, status) => {
  expect((await ask(path, `Bearer ${token}`)).statusCode).toBe(status);
});

test("a service key with the scope comes in, and has no viewer's id", async () => {
  const reply = await ask("/catalog", `Bearer ${tokens.key("catalog:write")}`);
  expect(reply.json()).toMatchObject({
    code: "forbidden",
    detail: "Log in as a viewer: a service key has no account.",
  });
});

test("who is forbidden is told who may", async () => {
  const reply = await ask("/catalog", `Bearer ${tokens.viewer}`);
  expect(reply.json()).toMatchObject({ code: "forbidden", detail: expect.stringContaining("`catalog:write`") });
});

test("public operations ask nobody, not even the bearer of an expired token", async () => {
  expect((await ask("/public")).json()).toEqual({ id: null });
  expect((await ask("/public", `Bearer ${issuer.token({ claims: { exp: 1 } })}`)).json()).toEqual({ id: null });
});

test.each([
  [undefined, "unauthenticated"],
  ["", "unauthenticated"],
  ["Basic YTpi", "unauthenticated"],
  ["Bearer", "unauthenticated"],
  [`Bearer ${tokens.viewer} ${tokens.viewer}`, "unauthenticated"],
  [`Bearer ${tokens.viewer}, Bearer ${tokens.admin}`, "unauthenticated"],
  ["Bearer nonsense", "token-invalid"],
  [`Bearer ${"a".repeat(10_000)}`, "token-invalid"],
  [`Bearer ${issuer.token({ claims: { exp: 1 } })}`, "token-expired"],
])("authorization %.30s is %s", async (authorization, code) => {
  const reply = await ask("/viewer", authorization);
  expect(reply.statusCode).toBe(401);
  expect(reply.json()).toMatchObject({ code });
});

test("the caller is judged before the body is read", async () => {
  const reply = await app.inject({
    method: "POST",
    url: "/viewer",
    payload: "{nonsense",
    headers: { "content-type": "application/json" },
  });
  expect(reply.statusCode).toBe(401);
});

test("two authorization headers are refused", async () => {
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const headers = ["host", "a", "authorization", `Bearer ${tokens.viewer}`, "authorization", `Bearer ${tokens.admin}`];
  const problem = await new Promise((resolve, reject) => {
    httpRequest({ port, method: "POST", path: "/viewer", headers }, (reply) => resolve(json(reply)))
      .on("error", reject)
      .end();
  });
  expect(problem as Problem).toMatchObject({
    status: 400,
    errors: [{ path: "headers/authorization", message: "given more than once: send one" }],
  });
});
