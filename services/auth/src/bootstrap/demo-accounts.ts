import { normalizeEmail } from "../users/email.ts";
import { findByEmail, type Users } from "../users/user-document.ts";
import type { BootstrapUser } from "./seed.ts";

/** The viewer of a demo, known to everybody. */
export const demoViewer = {
  id: "alice",
  email: "alice@example.com",
  password: "projectionist",
  role: "viewer",
  displayName: "Alice",
} as const satisfies BootstrapUser;

/** The administrator of a demo, whose password is made, and printed, at the start. */
export const demoAdmin = {
  id: "admin",
  email: "admin@example.com",
  role: "admin",
  displayName: "Administrator",
} as const satisfies Omit<BootstrapUser, "password">;

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
