import { ProblemError } from "@projectionist/service-kit";
import { parseCookie, stringifySetCookie } from "cookie";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Where the board is; no other path is ever sent the cookie. */
export const BOARD_PATH = "/v1/ops/board";
const NAME = "board-session";

const cookie = { name: NAME, path: BOARD_PATH, httpOnly: true, sameSite: "strict" } as const;

/** The access token in the board's cookie. */
export function sessionOf({ headers }: FastifyRequest): string | undefined {
  return parseCookie(headers.cookie ?? "")[NAME] || undefined;
}

/** Has the browser show an access token to the board for as long as it is valid; answers until when, in ms since 1970. */
export function openSession(request: FastifyRequest, reply: FastifyReply, token: string): number {
  const expiresAt = expiryOf(token);
  const secure = request.protocol === "https";
  reply.header("set-cookie", stringifySetCookie({ ...cookie, value: token, secure, expires: new Date(expiresAt) }));
  return expiresAt;
}

export function closeSession(reply: FastifyReply): void {
  reply.header("set-cookie", stringifySetCookie({ ...cookie, value: "", maxAge: 0 }));
}

/** @throws {ProblemError} `token-invalid` for what is no token */
function expiryOf(token: string): number {
  try {
    const { exp } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { exp: number };
    return exp * 1000;
  } catch (error) {
    throw new ProblemError("token-invalid", {}, { cause: error });
  }
}
