import { describeAccess, type Access } from "@projectionist/contracts";
import type { FastifyRequest } from "fastify";
import type { Principal } from "../principal.ts";
import type { VerifyToken } from "../tokens/token-verifier.ts";
import { ProblemError } from "./problem-error.ts";

const BEARER = /^Bearer ([^\s]+)$/i;

/**
 * Who calls, once the access rule lets him. Public operations ask nobody: their principal is null.
 * @throws {ProblemError} `unauthenticated`, `token-expired`, `token-invalid` or `forbidden`
 */
export async function admit(
  request: FastifyRequest,
  access: Access,
  verifyToken: VerifyToken,
): Promise<Principal | null> {
  if (access === "public") return null;
  const principal = await verifyToken(bearerOf(request));
  if (!access.some((requirement) => meets(principal, requirement)))
    throw new ProblemError("forbidden", { detail: `This is for ${describeAccess(access)}.` });
  return principal;
}

/**
 * The token of the `authorization` header.
 * @throws {ProblemError} `unauthenticated` without one, `validation-failed` for several headers
 */
export function bearerOf({ raw, headers }: FastifyRequest): string {
  const given = raw.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "authorization");
  if (given.length > 1) {
    throw new ProblemError("validation-failed", {
      errors: [{ path: "headers/authorization", message: "given more than once: send one" }],
    });
  }
  const token = BEARER.exec(headers.authorization ?? "")?.[1];
  if (token === undefined) throw new ProblemError("unauthenticated");
  return token;
}

/** An admin meets everything but the need of an own account. */
function meets({ kind, role, scopes }: Principal, requirement: Exclude<Access, "public">[number]): boolean {
  if (requirement === "viewer") return kind === "user";
  return role === "admin" || (requirement !== "admin" && scopes.includes(requirement));
}

/**
 * The id of the viewer who calls.
 * @throws {ProblemError} `forbidden` for service keys, which have no account
 */
export function viewerOf({ principal }: Readonly<{ principal: Principal | null }>): string {
  if (principal?.kind !== "user")
    throw new ProblemError("forbidden", { detail: "Log in as a viewer: a service key has no account." });
  return principal.id;
}
