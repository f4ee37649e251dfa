import { createHmac, createPublicKey } from "node:crypto";
import { authOperations, type Operation } from "@projectionist/contracts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestApp, type Method, type TestApp } from "../testing/open-app.ts";

let auth: TestApp;
beforeEach(async () => {
  auth = await openTestApp();
});
afterEach(() => auth.close());

const operations: readonly Operation[] = Object.values(authOperations);
const withBody = operations.filter(({ schema }) => schema.body !== undefined);
const guarded = operations.filter(({ access }) => access !== "public");

test.each(withBody)("$id refuses bodies that would poison prototypes", async ({ method, path }) => {
  const token = await auth.adminToken();
  for (const payload of ['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}']) {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const reply = await auth.app.inject({ method: method as Method, url: path, payload, headers });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({
      code: "validation-failed",
      errors: [{ message: "unknown field: remove it" }],
    });
  }
  expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
});

test.each(withBody)("$id refuses operators in place of values", async ({ method, path }) => {
  const token = await auth.adminToken();
  const field = { $ne: null };
  const body = {
    email: field,
    password: field,
    refreshToken: field,
    name: field,
    scopes: field,
    key: field,
    $where: "1",
  };
  const reply = await auth.call(method as Method, path, body, token);
  expect(reply.status).toBe(400);
  expect(reply.body.errors).toContainEqual({ path: "/$where", message: "unknown field: remove it" });
});

const claims = {
  iss: "projectionist",
  aud: "projectionist",
  sub: "admin",
  kind: "user",
  role: "admin",
  iat: 1,
  exp: 9_999_999_999,
};
const unsigned = (header: object) =>
  [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");

test.each(guarded)("$id refuses forged tokens", async ({ method, path }) => {
  const { refreshToken } = await auth.register("alice@example.org");
  const { keys } = await auth.deps.signingKeys.keySet();
  const [jwk] = keys;
  if (!jwk) throw new Error("there is no key");
  const pem = createPublicKey({ key: { ...jwk }, format: "jwk" }).export({ type: "spki", format: "pem" });
  const hmac = unsigned({ alg: "HS256", typ: "at+jwt", kid: jwk.kid });
  const forgeries = [
    `${unsigned({ alg: "none", typ: "at+jwt", kid: jwk.kid })}.`,
    `${hmac}.${createHmac("sha256", pem).update(hmac).digest("base64url")}`,
    `${unsigned({ alg: "EdDSA", typ: "at+jwt", kid: "../../" })}.AAAA`,
    `${unsigned({ alg: "EdDSA", typ: "at+jwt", kid: jwk.kid, jwk })}.AAAA`,
    "a".repeat(1_000_000),
    refreshToken,
  ];
  for (const token of forgeries) {
    const reply = await auth.call(method as Method, path.replace(":keyId", "key-1"), undefined, token);
    expect(reply.status).toBe(401);
    expect(reply.body.code).toBe("token-invalid");
  }
});

test("an expired token is told apart", async () => {
  auth.clock.forward(-901_000);
  const { accessToken } = await auth.register("alice@example.org");
  expect((await auth.call("GET", "/v1/me", undefined, accessToken)).body.code).toBe("token-expired");
});

test.each([
  [{ email: "alice", password: "correct horse" }, "/email"],
  [{ email: `${"a".repeat(250)}@b.cd`, password: "correct horse" }, "/email"],
  [{ email: "a@b.cd\r\nBcc: x@y.z", password: "correct horse" }, "/email"],
  [{ email: "a@b.cd", password: "short" }, "/password"],
  [{ email: "a@b.cd", password: "x".repeat(1_025) }, "/password"],
  [{ email: "a@b.cd", password: 1234567890 }, "/password"],
  [{ email: "a@b.cd", password: "correct horse", role: "admin" }, "/role"],
  [{ email: "a@b.cd", password: "correct horse", displayName: "" }, "/displayName"],
  [{ email: "a@b.cd", password: "correct horse", displayName: "   " }, "/displayName"],
  [{ email: "a@b.cd", password: "correct horse", displayName: "A\u0000" }, "/displayName"],
  [{ email: "a@b.cd", password: "correct horse", displayName: "A\nB" }, "/displayName"],
])("signing up as %j names %s", async (body, path) => {
  const reply = await auth.call("POST", "/v1/auth/register", body);
  expect(reply.status).toBe(400);
  expect(reply.body.errors?.map((fault) => fault.path)).toContain(path);
  expect(await auth.deps.users.count()).toBe(0);
});
