import { demoAdmin, demoViewer } from "@projectionist/contracts";
import { normalizeEmail } from "../users/email.ts";
import { findByEmail, type Users } from "../users/user-document.ts";

const demoEmails: readonly string[] = [demoViewer.email, demoAdmin.email];

/** Production was started with an account that everybody can log in to. `message` is for the operator. */
export class DemoAccountError extends Error {
  constructor(email: string) {
    super(`production mode refuses to run with the demo account ${email}: delete it, or use another document store`);
    this.name = "DemoAccountError";
  }
}

/** @throws {DemoAccountError} when a demo account exists or is about to be made */
export async function refuseDemoAccounts(users: Users, planned: readonly Readonly<{ email: string }>[]): Promise<void> {
  for (const email of demoEmails) {
    const isPlanned = planned.some((user) => normalizeEmail(user.email) === email);
    if (isPlanned || (await findByEmail(users, email))) throw new DemoAccountError(email);
  }
}
