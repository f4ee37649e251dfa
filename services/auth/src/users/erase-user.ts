import { randomUUIDv7 } from "node:crypto";
import { recordOf } from "@projectionist/contracts";
import { ProblemError, type RecordHeaders } from "@projectionist/service-kit";
import { VersionConflictError } from "@projectionist/stores";
import type { Sessions } from "../sessions/sessions.ts";
import type { AccountErasure, AccountErasures } from "./account-erasure.ts";
import type { Users } from "./user-document.ts";

type Deps = Readonly<{
  users: Users;
  erasures: AccountErasures;
  sessions: Sessions;
  now: () => number;
  recordHeaders?: RecordHeaders;
}>;

/**
 * Deletes an account, announces it (UserErased, whose event id is the receipt's) in the same atomic write and ends its
 * sessions. What is answered was noted first, so that a repeat, also after a crash in between, ends and answers the same.
 * Should the process die before the sessions end, they are of no use: refreshing one finds no account.
 * @throws {ProblemError} `token-invalid` when there is no such account and was none
 */
export async function eraseUser(deps: Deps, userId: string): Promise<AccountErasure> {
  const { users, erasures, sessions, now, recordHeaders } = deps;
  const erasure = (await erasures.get(userId))?.value ?? (await note());
  const { receiptId: eventId, erasedAt: occurredAt } = erasure;
  const announcement = recordOf({ type: "UserErased", eventId, userId, occurredAt }, recordHeaders);
  await users.delete(userId, { events: [announcement] });
  await sessions.closeAll(userId);
  return erasure;

  async function note(): Promise<AccountErasure> {
    if (!(await users.get(userId))) throw new ProblemError("token-invalid");
    const noted = { receiptId: randomUUIDv7(), erasedAt: now(), sessions: await sessions.count(userId) };
    try {
      await erasures.put(userId, noted, { expectedVersion: "absent" });
      return noted;
    } catch (error) {
      if (!(error instanceof VersionConflictError)) throw error;
      return (await erasures.get(userId))?.value ?? noted;
    }
  }
}
