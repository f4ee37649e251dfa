import { createHmac, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import type { JsonWebKeySet } from "./json-web-key-set.ts";
import { createTokenVerifier } from "./token-verifier.ts";
import { createTestIssuer, forge } from "./tokens.fixture.ts";

const issuer = createTestIssuer();
const claims = {
  iss: "projectionist",
  aud: "projectionist",
  sub: "u-1",
  kind: "user",
  role: "admin",
  iat: 1,
  exp: 9_999_999_999,
};

function open(keySet: () => Promise<JsonWebKeySet> = async () => issuer.keySet) {
  let asked = 0;
  const verify = createTokenVerifier({
    keySet: () => {
      asked += 1;
      return keySet();
    },
  });
  return { verify, asked: () => asked };
}

test("tells who a good token speaks for", async () => {
  const { verify } = open();
  const issuedAt = 1_700_000_000_000;
  const iat = issuedAt / 1000;
  const user = { kind: "user", id: "u-1", role: "viewer", scopes: [], issuedAt };
  expect(await verify(issuer.token({ claims: { iat } }))).toEqual(user);
  const service = issuer.token({
    claims: { kind: "service", sub: "key-9", role: null, scope: "catalog:write signals:write unknown", iat },
  });
  expect(await verify(service)).toEqual({
    kind: "service",
    id: "key-9",
    role: null,
    scopes: ["catalog:write", "signals:write"],
    issuedAt,
  });
});

test("an expired token is told apart, even when it was good before", async () => {
  const { verify } = open();
  await expect(verify(issuer.token({ claims: { exp: 1 } }))).rejects.toMatchObject({ code: "token-expired" });
});

test.each([
  ["another audience", { aud: "elsewhere" }],
  ["another issuer", { iss: "elsewhere" }],
  ["a time to come", { nbf: 9_999_999_999 }],
  ["no subject", { sub: undefined }],
  ["an odd subject", { sub: "../../etc" }],
  ["no expiry", { exp: undefined }],
  ["an unknown kind", { kind: "root" }],
  ["an unknown role", { role: "root" }],
  ["scopes that are no text", { scope: ["catalog:write"] }],
])("refuses %s", async (_, change) => {
  await expect(open().verify(issuer.token({ claims: change }))).rejects.toMatchObject({ code: "token-invalid" });
});

test.each([
  ["another type", { typ: "JWT" }],
  ["no type", { typ: undefined }],
  ["a critical extension", { crit: ["exp"] }],
])("refuses %s", async (_, header) => {
  await expect(open().verify(issuer.token({ header }))).rejects.toMatchObject({ code: "token-invalid" });
});

test("refuses forgeries without asking for keys", async () => {
  const { verify, asked } = open();
  const hmac = forge({ alg: "HS256", typ: "at+jwt", kid: "key-1" }, claims);
  const signature = createHmac("sha256", issuer.publicPem).update(hmac.slice(0, -1)).digest("base64url");
  const forgeries = [
    forge({ alg: "none", typ: "at+jwt", kid: "key-1" }, claims),
    `${hmac}${signature}`,
    forge({ alg: "EdDSA", typ: "at+jwt", kid: "../../" }, claims, "AAAA"),
    forge({ alg: "EdDSA", typ: "at+jwt" }, claims, "AAAA"),
    forge({ alg: ["EdDSA"], typ: "at+jwt", kid: "key-1" }, claims, "AAAA"),
    `${issuer.token()}${"A".repeat(1_000_000)}`,
    "",
    "a.b",
    "not a token",
    "....",
  ];
  for (const token of forgeries) await expect(verify(token)).rejects.toMatchObject({ code: "token-invalid" });
  expect(asked()).toBe(0);
});

test("refuses an embedded key, and a known key id with another's signature", async () => {
  const { verify } = open();
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const jwk = publicKey.export({ format: "jwk" });
  for (const header of [{ jwk }, { jwk, kid: "key-2" }, { jku: "http://127.0.0.1:1/jwks" }]) {
    await expect(verify(issuer.token({ key: privateKey, header }))).rejects.toMatchObject({ code: "token-invalid" });
  }
});

test("refuses a token whose claims or signature were altered", async () => {
  const { verify } = open();
  const [header = "", , signature = ""] = issuer.token().split(".");
  const altered = `${header}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.${signature}`;
  await expect(verify(altered)).rejects.toMatchObject({ code: "token-invalid" });
  await expect(verify(`${altered.slice(0, altered.lastIndexOf("."))}.`)).rejects.toMatchObject({
    code: "token-invalid",
  });
});

test("keys of other kinds in the set are not used", async () => {
  const { verify } = open(async () => ({
    keys: issuer.keySet.keys.map((key) => ({ ...key, use: "enc" })),
  }));
  await expect(verify(issuer.token())).rejects.toMatchObject({ code: "token-invalid" });
});

test("while no key set can be had the service is unavailable, and the token may still be good", async () => {
  const { verify } = open(async () => {
    throw new Error("connection refused");
  });
  await expect(verify(issuer.token())).rejects.toMatchObject({ code: "unavailable" });
});
