import type { FastifyJWTOptions } from "@fastify/jwt";
import type { Role, Scope } from "@projectionist/contracts";
import { TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE } from "@projectionist/service-kit";
import type { SigningKey } from "./signing-keys.ts";

const SERVICE_TOKEN_SECONDS = 300;

/** An access token and the seconds that it is good for. */
export type AccessToken = Readonly<{ accessToken: string; expiresIn: number }>;

export interface AccessTokens {
  forUser(user: Readonly<{ id: string; role: Role; session: string }>): AccessToken;
  forKey(key: Readonly<{ id: string; scopes: readonly Scope[] }>): AccessToken;
}

/** How @fastify/jwt signs access tokens (RFC 9068). */
export function signingOptions({ kid, privateKey, publicKey }: SigningKey): FastifyJWTOptions {
  return {
    secret: { private: privateKey, public: publicKey },
    sign: {
      algorithm: TOKEN_ALGORITHM,
      iss: TOKEN_ISSUER,
      aud: TOKEN_AUDIENCE,
      header: { alg: TOKEN_ALGORITHM, typ: TOKEN_TYPE, kid },
    },
  };
}

/** Makes the claims of access tokens and has them signed. */
export function createAccessTokens(
  sign: (claims: object) => string,
  { accessTokenSeconds, now }: Readonly<{ accessTokenSeconds: number; now: () => number }>,
): AccessTokens {
  function issue(claims: object, expiresIn: number): AccessToken {
    const iat = Math.floor(now() / 1000);
    return { accessToken: sign({ ...claims, iat, exp: iat + expiresIn }), expiresIn };
  }
  return {
    forUser: ({ id, role, session }) =>
      issue({ sub: id, kind: "user", role, scope: "", sid: session }, accessTokenSeconds),
    forKey: ({ id, scopes }) =>
      issue({ sub: id, kind: "service", role: null, scope: scopes.join(" ") }, SERVICE_TOKEN_SECONDS),
  };
}
