import { demoAdmin, demoViewer } from "@projectionist/contracts";
import { normalizeEmail } from "../users/email.ts";
import { findByEmail, type Users } from "../users/user-document.ts";

const demoEmails: readonly string[] = [demoViewer.email, demoAdmin.email];

/** Production was started with an account that everybody can log in to. `message` is for the operator. */
export class DemoAccountError extends Error {
  constructor(email: string, cure: string) {
    super(`production mode refuses to run with the demo account ${email}: ${cure}`);
    this.name = "DemoAccountError";
  }
}

/** Production was started with the password of the demo. `message` is for the operator. */
export class DemoPasswordError extends Error {
  constructor(email: string) {
    super(
      `production mode refuses the password of ${email}, which everybody knows: set ADMIN_PASSWORD to one of your own`,
    );
    this.name = "DemoPasswordError";
  }
}

/**
 * @throws {DemoAccountError} when a demo account exists or is about to be made
 * @throws {DemoPasswordError} when an account is about to be made with the demo's password
 */
export async function refuseDemoAccounts(
  users: Users,
  planned: readonly Readonly<{ email: string; password: string }>[],
): Promise<void> {
  for (const { email, password } of planned) {
    if (demoEmails.includes(normalizeEmail(email)))
      throw new DemoAccountError(normalizeEmail(email), "set ADMIN_EMAIL to an address of your own");
    if (password === demoViewer.password) throw new DemoPasswordError(email);
  }
  for (const email of demoEmails) {
    if (await findByEmail(users, email)) throw new DemoAccountError(email, "delete it, or use another document store");
  }
}
