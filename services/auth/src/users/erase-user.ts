import { randomUUIDv7 } from "node:crypto";
import { recordOf } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import type { Sessions } from "../sessions/sessions.ts";
import type { Users } from "./user-document.ts";

type Deps = Readonly<{ users: Users; sessions: Sessions; now: () => number }>;

/**
 * Deletes an account, announces it (UserErased) in the same atomic write and ends its sessions; answers when. Should
 * the process die in between, the sessions are of no use: refreshing one finds no account.
 * @throws {ProblemError} `token-invalid` when the account is gone already
 */
export async function eraseUser({ users, sessions, now }: Deps, userId: string): Promise<number> {
  const occurredAt = now();
  const announcement = recordOf({ type: "UserErased", eventId: randomUUIDv7(), userId, occurredAt });
  if (!(await users.delete(userId, { events: [announcement] }))) throw new ProblemError("token-invalid");
  await sessions.closeAll(userId);
  return occurredAt;
}
