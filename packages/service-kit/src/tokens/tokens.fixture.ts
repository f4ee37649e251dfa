import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { createSigner } from "fast-jwt";
import type { JsonWebKeySet } from "./json-web-key-set.ts";
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from "./token-verifier.ts";

type Minting = Readonly<{ header?: Record<string, unknown>; claims?: Record<string, unknown>; key?: KeyObject }>;

/** A signing key, its key set, and tokens made with it: good ones unless told otherwise. */
export function createTestIssuer(kid = "key-1") {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const jwk = { ...publicKey.export({ format: "jwk" }), kid, alg: "EdDSA", use: "sig" };
  const now = () => Math.floor(Date.now() / 1000);
  return {
    publicPem: publicKey.export({ type: "spki", format: "pem" }) as string,
    keySet: { keys: [jwk] } satisfies JsonWebKeySet,
    token({ header, claims, key = privateKey }: Minting = {}): string {
      const sign = createSigner({
        key: key.export({ type: "pkcs8", format: "pem" }) as string,
        algorithm: "EdDSA",
        header: { alg: "EdDSA", typ: "at+jwt", kid, ...header },
      });
      return sign({
        iss: TOKEN_ISSUER,
        aud: TOKEN_AUDIENCE,
        sub: "u-1",
        kind: "user",
        role: "viewer",
        scope: "",
        iat: now(),
        exp: now() + 900,
        ...claims,
      });
    },
  };
}

/** A token put together by hand, signed by nothing or by `signature`. */
export function forge(header: object, claims: object, signature = ""): string {
  return `${[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.${signature}`;
}
