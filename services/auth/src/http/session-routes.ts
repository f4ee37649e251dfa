import { authOperations, type ErrorCode, type Session as SessionReply } from "@projectionist/contracts";
import { ProblemError, recordHeadersOf, route } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import type { AuthDeps } from "../app.ts";
import { logIn } from "../login/log-in.ts";
import type { Session } from "../sessions/sessions.ts";
import type { AccessTokens } from "../tokens/access-tokens.ts";
import { normalizeEmail } from "../users/email.ts";
import { registerUser } from "../users/register-user.ts";
import { userOf, type UserDocument } from "../users/user-document.ts";

/** Signing up, logging in and out, refreshing. */
export function addSessionRoutes(app: FastifyInstance, deps: AuthDeps & Readonly<{ tokens: AccessTokens }>): void {
  const { users, sessions, tokens } = deps;

  function replyOf({ userId, refreshToken, name }: Session, user: UserDocument): SessionReply {
    const token = tokens.forUser({ id: userId, role: user.role, session: name });
    return { ...token, refreshToken, user: userOf(userId, user) };
  }

  /** The account of a session just written. It may have been erased meanwhile, and its sessions ended before this one. */
  async function requireAccount({ userId, refreshToken }: Session, otherwise: ErrorCode): Promise<UserDocument> {
    const user = await users.get(userId);
    if (user) return user.value;
    await sessions.close(refreshToken);
    throw new ProblemError(otherwise);
  }

  route(app, authOperations.register, async ({ body, ip, origin }) => {
    // Only a mail to its owner could answer a known address as an unknown one; we send none, so guessing is slowed down.
    const attempt = deps.throttle.begin({ account: `sign-up ${normalizeEmail(body.email)}`, ip });
    const recordHeaders = recordHeadersOf(origin);
    const { id, user } = await registerUser({ ...deps, recordHeaders }, { ...body, role: "viewer" });
    attempt.succeeded();
    return { status: 201, body: replyOf(await sessions.open(id), user) };
  });

  route(app, authOperations.login, async ({ body, ip }) => {
    const { id, value } = await logIn(deps, { ...body, ip });
    const session = await sessions.open(id);
    await requireAccount(session, "credentials-wrong");
    return { status: 200, body: replyOf(session, value) };
  });

  route(app, authOperations.refresh, async ({ body }) => {
    const session = await sessions.rotate(body.refreshToken);
    return { status: 200, body: replyOf(session, await requireAccount(session, "refresh-token-invalid")) };
  });

  route(app, authOperations.logout, async ({ body }) => {
    await sessions.close(body.refreshToken);
    return { status: 204 };
  });
}
