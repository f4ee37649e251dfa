import { slugOf, type Role, type Scope } from "@projectionist/contracts";
import type { PasswordHasher } from "../passwords/password-hasher.ts";
import type { ServiceKeys } from "../service-keys/service-keys.ts";
import { normalizeEmail } from "../users/email.ts";
import { registerUser } from "../users/register-user.ts";
import type { AccountErasures } from "../users/account-erasure.ts";
import { findByEmail, type Users } from "../users/user-document.ts";

/**
 * An account that has to be there. One with its id or e-mail address is left as it is, password included; when the
 * account of the id was erased, the new one gets another.
 */
export type BootstrapUser = Readonly<{ id?: string; email: string; password: string; role: Role; displayName: string }>;

/** A service key that has to be there. Another key under the same name takes its place. */
export type BootstrapKey = Readonly<{ name: string; key: string; scopes: readonly Scope[] }>;

type Deps = Readonly<{
  users: Users;
  erasures: AccountErasures;
  hasher: PasswordHasher;
  keys: ServiceKeys;
  now: () => number;
}>;

/** Makes the accounts and keys that are missing; repeating it changes nothing. */
export async function seed(deps: Deps, users: readonly BootstrapUser[], keys: readonly BootstrapKey[]): Promise<void> {
  for (const user of users) {
    if (await exists(deps.users, user)) continue;
    const isTaken = user.id !== undefined && (await deps.erasures.get(user.id)) !== undefined;
    await registerUser(deps, isTaken ? { ...user, id: undefined } : user);
  }
  for (const { name, key, scopes } of keys) {
    await deps.keys.ensure(`key-bootstrap-${slugOf(name)}`, { name, scopes }, key);
  }
}

async function exists(users: Users, { id, email }: BootstrapUser): Promise<boolean> {
  const found =
    (id === undefined ? undefined : await users.get(id)) ?? (await findByEmail(users, normalizeEmail(email)));
  return found !== undefined;
}
