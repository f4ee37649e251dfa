import type { ServiceKey } from "@projectionist/contracts";
import { createTokenVerifier } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../testing/open-app.ts";

let auth: TestApp;
beforeEach(async () => {
  auth = await openTestApp();
});
afterEach(() => auth.close());

type Token = Readonly<{ accessToken: string; expiresIn: number }>;
const exchange = (key: string) => auth.call<Token>("POST", "/internal/keys/exchange", { key });
const list = async (token: string) =>
  (await auth.call<{ items: ServiceKey[] }>("GET", "/v1/keys", undefined, token)).body.items;

test("a key is shown once, stored hashed, listed without its secret", async () => {
  const admin = await auth.adminToken();
  const { status, body } = await auth.createKey(admin, "importer", ["signals:write", "catalog:write"]);
  expect(status).toBe(201);
  expect(body).toEqual({
    id: expect.stringMatching(/^key-/),
    name: "importer",
    scopes: ["signals:write", "catalog:write"],
    createdAt: expect.stringMatching(/Z$/),
    lastUsedAt: null,
    key: expect.stringMatching(/^pk_[A-Za-z0-9_-]{43}$/),
  });
  const { key, ...told } = body;
  expect(await list(admin)).toEqual([told]);
  expect(JSON.stringify(await list(admin))).not.toContain(key);
});

test("a key is exchanged for a token of five minutes that speaks for it", async () => {
  const admin = await auth.adminToken();
  const { key, id } = (await auth.createKey(admin, "importer", ["signals:write"])).body;
  const { status, body } = await exchange(key);
  expect(status).toBe(200);
  expect(body.expiresIn).toBe(300);
  const verify = createTokenVerifier({ keySet: () => auth.deps.signingKeys.keySet() });
  const issuedAt = expect.any(Number);
  const principal = { kind: "service", id, role: null, scopes: ["signals:write"], issuedAt };
  expect(await verify(body.accessToken)).toEqual(principal);
  expect((await list(admin))[0]?.lastUsedAt).toMatch(/Z$/);
});

test("a service key neither has an account nor makes keys", async () => {
  const { key } = (await auth.createKey(await auth.adminToken(), "importer", ["signals:write"])).body;
  const { accessToken } = (await exchange(key)).body;
  expect((await auth.call("GET", "/v1/me", undefined, accessToken)).body.code).toBe("forbidden");
  expect((await auth.createKey(accessToken, "mine", ["catalog:write"])).body.code).toBe("forbidden");
});

test("a revoked key is not exchanged any more", async () => {
  const admin = await auth.adminToken();
  const { key, id } = (await auth.createKey(admin, "importer", ["signals:write"])).body;
  const remove = () => auth.call("DELETE", `/v1/keys/${id}`, undefined, admin);
  expect((await remove()).status).toBe(204);
  expect((await exchange(key)).body.code).toBe("api-key-invalid");
  expect((await remove()).body.code).toBe("key-not-found");
});

test("viewers have nothing to do with keys", async () => {
  const { accessToken } = await auth.register("alice@example.org");
  expect((await auth.createKey(accessToken, "mine", ["signals:write"])).status).toBe(403);
  expect((await auth.call("GET", "/v1/keys", undefined, accessToken)).status).toBe(403);
  expect((await auth.call("DELETE", "/v1/keys/key-1", undefined, accessToken)).status).toBe(403);
});

test("unknown scopes are refused and the known ones named", async () => {
  const { body } = await auth.call("POST", "/v1/keys", { name: "x", scopes: ["root"] }, await auth.adminToken());
  expect(body.errors).toEqual([
    { path: "/scopes/0", message: "must be one of signals:write, recommendations:read, catalog:write, ops" },
  ]);
});

test("the key set verifies tokens and holds no private part", async () => {
  const { accessToken } = await auth.register("alice@example.org");
  const { body, headers } = await auth.call<{ keys: Record<string, unknown>[] }>("GET", "/.well-known/jwks.json");
  expect(body.keys).toEqual([
    { kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig", kid: expect.any(String), x: expect.any(String) },
  ]);
  expect(headers["cache-control"]).toBe("public, max-age=300");
  const verify = createTokenVerifier({ keySet: async () => body });
  expect(await verify(accessToken)).toMatchObject({
    kind: "user",
    role: "viewer",
    scopes: [],
    session: expect.any(String),
  });
});
