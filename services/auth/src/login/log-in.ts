import { ProblemError } from "@projectionist/service-kit";
import { VersionConflictError, type Stored } from "@projectionist/stores";
import type { PasswordHasher } from "../passwords/password-hasher.ts";
import { normalizeEmail } from "../users/email.ts";
import { findByEmail, type UserDocument, type Users } from "../users/user-document.ts";
import type { LoginThrottle } from "./login-throttle.ts";

type Deps = Readonly<{ users: Users; hasher: PasswordHasher; throttle: LoginThrottle }>;

export type Credentials = Readonly<{ email: string; password: string; ip: string }>;

/**
 * The account whose e-mail address and password these are. An unknown address gets the same answer after the same time
 * as a wrong password.
 * @throws {ProblemError} `credentials-wrong`, `rate-limited`
 */
export async function logIn(deps: Deps, { email, password, ip }: Credentials): Promise<Stored<UserDocument>> {
  const account = normalizeEmail(email);
  const attempt = deps.throttle.begin({ account, ip });
  const stored = await findByEmail(deps.users, account);
  const right = await deps.hasher.verify(stored?.value.passwordHash, password);
  if (!stored || !right) throw new ProblemError("credentials-wrong");
  attempt.succeeded();
  if (deps.hasher.isOutdated(stored.value.passwordHash)) await rehash(deps, stored, password);
  return stored;
}

/** Now that the password is known, stores it at today's cost. */
async function rehash(
  { users, hasher }: Deps,
  { id, version, value }: Stored<UserDocument>,
  password: string,
): Promise<void> {
  try {
    await users.put(id, { ...value, passwordHash: await hasher.hash(password) }, { expectedVersion: version });
  } catch (error) {
    // The account was changed meanwhile; the next login tries again.
    if (!(error instanceof VersionConflictError)) throw error;
  }
}
