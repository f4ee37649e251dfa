import { createPublicKey } from "node:crypto";
import { ID_PATTERN, roles, scopes, type Role, type Scope } from "@projectionist/contracts";
import { createDecoder, createVerifier, TOKEN_ERROR_CODES } from "fast-jwt";
import { ProblemError } from "../http/problem-error.ts";
import type { Principal } from "../principal.ts";
import type { JsonWebKeySet, PublicKey } from "./json-web-key-set.ts";
import { createKeyCache } from "./key-cache.ts";

export const TOKEN_ISSUER = "projectionist";
export const TOKEN_AUDIENCE = "projectionist";
export const TOKEN_TYPE = "at+jwt";
export const TOKEN_ALGORITHM = "EdDSA";

const MAX_TOKEN_LENGTH = 4_096;
const KEY_ID = /^[A-Za-z0-9_-]{1,64}$/;
const ID = new RegExp(ID_PATTERN);

/**
 * Who an access token speaks for.
 * @throws {ProblemError} `token-expired`, `token-invalid`, or `unavailable` while no key set could be had yet
 */
export type VerifyToken = (token: string) => Promise<Principal>;

/** `keysKnown` resolves once tokens can be verified, and asks for the keys where they were not had yet. */
export type TokenVerifier = VerifyToken & Readonly<{ keysKnown: () => Promise<void> }>;

export type TokenVerifierOptions = Readonly<{
  keySet: () => Promise<JsonWebKeySet>;
  issuer?: string;
  audience?: string;
}>;

/** Verifies access tokens as RFC 8725 says: EdDSA only, keys from our own set only, `iss`, `aud`, `exp`, `nbf` and `typ`. */
export function createTokenVerifier({
  keySet,
  issuer = TOKEN_ISSUER,
  audience = TOKEN_AUDIENCE,
}: TokenVerifierOptions): TokenVerifier {
  const decode = createDecoder({ complete: true, checkTyp: TOKEN_TYPE });
  const keys = createKeyCache(keySet, (key) =>
    createVerifier({
      key: pemOf(key),
      algorithms: [TOKEN_ALGORITHM],
      allowedIss: issuer,
      allowedAud: audience,
      checkTyp: TOKEN_TYPE,
      requiredClaims: ["sub", "kind", "iss", "aud", "iat", "exp"],
      cache: true,
    }),
  );

  /** The key id that the header names. No key is looked up for a token that could not pass anyway. */
  function keyIdOf(token: string): string {
    if (token.length > MAX_TOKEN_LENGTH) throw new ProblemError("token-invalid");
    const { header } = attempt(() => decode(token) as { header: { alg?: unknown; kid?: unknown } });
    const { alg, kid } = header;
    if (alg !== TOKEN_ALGORITHM || typeof kid !== "string" || !KEY_ID.test(kid))
      throw new ProblemError("token-invalid");
    return kid;
  }

  const verifyToken: VerifyToken = async (token) => {
    const verify = await keys.find(keyIdOf(token)).catch((error: unknown) => {
      throw error instanceof ProblemError ? error : new ProblemError("unavailable", {}, { cause: error });
    });
    if (!verify) throw new ProblemError("token-invalid");
    return principalOf(attempt(() => verify(token) as Record<string, unknown>));
  };
  return Object.assign(verifyToken, { keysKnown: () => keys.known() });
}

function pemOf(key: PublicKey): string {
  return createPublicKey({ key: { ...key }, format: "jwk" }).export({ type: "spki", format: "pem" }) as string;
}

function attempt<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    const expired = (error as { code?: unknown }).code === TOKEN_ERROR_CODES.expired;
    throw new ProblemError(expired ? "token-expired" : "token-invalid", {}, { cause: error });
  }
}

function principalOf({ sub, kind, role = null, scope = "", sid, iat }: Record<string, unknown>): Principal {
  const known = kind === "user" || kind === "service";
  const id = typeof sub === "string" && ID.test(sub) ? sub : undefined;
  if (!known || id === undefined || typeof scope !== "string" || !isRole(role)) throw new ProblemError("token-invalid");
  return {
    kind,
    id,
    role,
    scopes: scope.split(" ").filter(isScope),
    ...(typeof sid === "string" ? { session: sid } : {}),
    ...(typeof iat === "number" ? { issuedAt: iat * 1000 } : {}),
  };
}

function isRole(value: unknown): value is Role | null {
  return value === null || roles.some((role) => role === value);
}

function isScope(value: string): value is Scope {
  return scopes.some((scope) => scope === value);
}
