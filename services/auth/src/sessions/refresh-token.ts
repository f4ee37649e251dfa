import { randomBytes } from "node:crypto";
import { newSecret } from "../secrets.ts";

const FORM = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/** The id of a new session: 128 random bits, for who knows it could end the session. */
export function newSessionId(): string {
  return randomBytes(16).toString("base64url");
}

/** A new refresh token of a session, opaque to clients: the session's id and 256 random bits. */
export function newRefreshToken(sessionId: string): string {
  return `${sessionId}.${newSecret()}`;
}

/** The session that a refresh token claims to belong to; undefined when it is none of ours. */
export function sessionIdOf(refreshToken: string): string | undefined {
  return FORM.exec(refreshToken)?.[1];
}
