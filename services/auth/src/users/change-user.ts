import { ProblemError } from "@projectionist/service-kit";
import { DuplicateKeyError, VersionConflictError } from "@projectionist/stores";
import type { LoginThrottle } from "../login/login-throttle.ts";
import type { PasswordHasher } from "../passwords/password-hasher.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { normalizeEmail } from "./email.ts";
import type { UserDocument, Users } from "./user-document.ts";

export type UserChange = Readonly<{
  displayName?: string | undefined;
  email?: string | undefined;
  password?: string | undefined;
  currentPassword?: string | undefined;
}>;

export type Caller = Readonly<{ userId: string; session: string | undefined; ip: string }>;

type Deps = Readonly<{ users: Users; hasher: PasswordHasher; sessions: Sessions; throttle: LoginThrottle }>;

/**
 * Changes an account. E-mail and password need the current password; a new password ends all other sessions.
 * @throws {ProblemError} `token-invalid` when the account is gone, `validation-failed` without the current password,
 * `credentials-wrong`, `rate-limited`, `email-taken`, `version-conflict`
 */
export async function changeUser(deps: Deps, caller: Caller, change: UserChange): Promise<UserDocument> {
  const { users, hasher, sessions } = deps;
  const stored = await users.get(caller.userId);
  if (!stored) throw new ProblemError("token-invalid");
  if (change.email !== undefined || change.password !== undefined) {
    await provePassword(deps, stored.value, change.currentPassword, caller.ip);
  }
  const changed: UserDocument = {
    ...stored.value,
    ...(change.displayName === undefined ? {} : { displayName: change.displayName }),
    ...(change.email === undefined ? {} : { email: normalizeEmail(change.email) }),
    ...(change.password === undefined ? {} : { passwordHash: await hasher.hash(change.password) }),
  };
  try {
    await users.put(caller.userId, changed, { expectedVersion: stored.version });
  } catch (error) {
    if (error instanceof DuplicateKeyError) throw new ProblemError("email-taken");
    if (error instanceof VersionConflictError)
      throw new ProblemError("version-conflict", { detail: "Read the account and try again." });
    throw error;
  }
  if (change.password !== undefined) await sessions.closeAll(caller.userId, { except: caller.session });
  return changed;
}

async function provePassword(
  { hasher, throttle }: Deps,
  user: UserDocument,
  password: string | undefined,
  ip: string,
): Promise<void> {
  if (password === undefined) {
    const errors = [{ path: "/currentPassword", message: "required to change e-mail or password: add it" }];
    throw new ProblemError("validation-failed", { errors });
  }
  const attempt = throttle.begin({ account: user.email, ip });
  if (!(await hasher.verify(user.passwordHash, password))) {
    throw new ProblemError("credentials-wrong", { detail: "`currentPassword` is wrong." });
  }
  attempt.succeeded();
}
