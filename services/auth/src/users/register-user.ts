import { randomUUIDv7 } from "node:crypto";
import { recordOf, type Role } from "@projectionist/contracts";
import { ProblemError, type RecordHeaders } from "@projectionist/service-kit";
import { DuplicateKeyError } from "@projectionist/stores";
import type { PasswordHasher } from "../passwords/password-hasher.ts";
import { normalizeEmail } from "./email.ts";
import type { UserDocument, Users } from "./user-document.ts";

export type Registration = Readonly<{
  /** `u-<uuidv7>` unless told. */
  id?: string | undefined;
  email: string;
  password: string;
  /** The part of the e-mail address before the @ unless told. */
  displayName?: string | undefined;
  role: Role;
}>;

export type Registered = Readonly<{ id: string; user: UserDocument }>;

type Deps = Readonly<{ users: Users; hasher: PasswordHasher; now: () => number; recordHeaders?: RecordHeaders }>;

/**
 * Makes an account and announces it (UserRegistered) in one atomic write.
 * @throws {ProblemError} `email-taken`
 */
export async function registerUser(deps: Deps, registration: Registration): Promise<Registered> {
  const { users, hasher, now, recordHeaders } = deps;
  const id = registration.id ?? `u-${randomUUIDv7()}`;
  const email = normalizeEmail(registration.email);
  const user: UserDocument = {
    email,
    displayName: registration.displayName ?? email.slice(0, email.lastIndexOf("@")).slice(0, 80),
    role: registration.role,
    passwordHash: await hasher.hash(registration.password),
    createdAt: now(),
  };
  const announcement = recordOf(
    { type: "UserRegistered", eventId: randomUUIDv7(), userId: id, occurredAt: user.createdAt },
    recordHeaders,
  );
  try {
    await users.put(id, user, { expectedVersion: "absent", events: [announcement] });
  } catch (error) {
    throw error instanceof DuplicateKeyError ? new ProblemError("email-taken") : error;
  }
  return { id, user };
}
