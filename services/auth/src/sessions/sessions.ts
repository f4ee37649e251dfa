import { ProblemError } from "@projectionist/service-kit";
import { VersionConflictError } from "@projectionist/stores";
import { hashOfSecret, matchesHash } from "../secrets.ts";
import { newRefreshToken, newSessionId, sessionIdOf } from "./refresh-token.ts";
import type { SessionDocument, SessionDocuments } from "./session-document.ts";

const LIFETIME_MS = 30 * 24 * 3_600_000;
const PAGE = 500;

/** A session as its tokens are made of: `name` tells it apart and opens nothing. */
export type Session = Readonly<{ userId: string; refreshToken: string; name: string }>;

export interface Sessions {
  /** Begins a session: a login. */
  open(userId: string): Promise<Session>;
  /**
   * Takes a refresh token and gives the next, good for another 30 days. Of two calls with the same token one wins;
   * the other, like any use of a spent token, ends the session, for one of the two may be a thief.
   * @throws {ProblemError} `refresh-token-invalid`
   */
  rotate(refreshToken: string): Promise<Session>;
  /** Ends the session of a refresh token, spent or not. Tokens of no session are let be. */
  close(refreshToken: string): Promise<void>;
  /** How many sessions a user has. */
  count(userId: string): Promise<number>;
  /** Ends a user's sessions, but for the one with the name `except`. */
  closeAll(userId: string, options?: Readonly<{ except?: string | undefined }>): Promise<void>;
  /** Forgets sessions that have expired. */
  sweep(): Promise<void>;
}

export function createSessions(documents: SessionDocuments, now: () => number): Sessions {
  const nameOf = (id: string) => hashOfSecret(id).slice(0, 22);

  async function write(
    id: string,
    userId: string,
    createdAt: number,
    expectedVersion: number | "absent",
  ): Promise<Session> {
    const refreshToken = newRefreshToken(id);
    const session: SessionDocument = {
      userId,
      tokenHash: hashOfSecret(refreshToken),
      createdAt,
      expiresAt: now() + LIFETIME_MS,
    };
    await documents.put(id, session, { expectedVersion });
    return { userId, refreshToken, name: nameOf(id) };
  }

  async function revoke(id: string): Promise<never> {
    await documents.delete(id);
    throw new ProblemError("refresh-token-invalid");
  }

  return {
    open(userId) {
      return write(newSessionId(), userId, now(), "absent");
    },

    async rotate(refreshToken) {
      const id = sessionIdOf(refreshToken);
      const stored = id === undefined ? undefined : await documents.get(id);
      if (!stored) throw new ProblemError("refresh-token-invalid");
      const { userId, tokenHash, createdAt, expiresAt } = stored.value;
      if (expiresAt <= now() || !matchesHash(refreshToken, tokenHash)) return revoke(stored.id);
      try {
        return await write(stored.id, userId, createdAt, stored.version);
      } catch (error) {
        if (error instanceof VersionConflictError) return revoke(stored.id);
        throw error;
      }
    },

    async close(refreshToken) {
      const id = sessionIdOf(refreshToken);
      if (id !== undefined) await documents.delete(id);
    },

    count: (userId) => documents.count({ userId }),

    async closeAll(userId, { except } = {}) {
      for (let cursor: string | undefined, first = true; first || cursor; first = false) {
        const page = await documents.find({ where: { userId }, limit: PAGE, ...(cursor ? { cursor } : {}) });
        const others = page.items.filter(({ id }) => nameOf(id) !== except);
        await Promise.all(others.map(({ id }) => documents.delete(id)));
        cursor = page.nextCursor;
      }
    },

    async sweep() {
      for (let found = PAGE; found === PAGE;) {
        const { items } = await documents.find({ where: { expiresAt: { lte: now() } }, limit: PAGE });
        await Promise.all(items.map(({ id }) => documents.delete(id)));
        found = items.length;
      }
    },
  };
}
