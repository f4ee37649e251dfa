import type { EventLog } from "@projectionist/bus";
import {
  createHealth,
  createLifecycle,
  listen,
  relayEvents,
  type Logger,
  type RunningService,
} from "@projectionist/service-kit";
import type { Documents } from "@projectionist/stores";
import { buildApp } from "./app.ts";
import { refuseDemoAccounts } from "./bootstrap/demo-accounts.ts";
import { seed, type BootstrapKey, type BootstrapUser } from "./bootstrap/seed.ts";
import { createLoginThrottle } from "./login/login-throttle.ts";
import { createPasswordHasher } from "./passwords/password-hasher.ts";
import { openKeyDocuments } from "./service-keys/key-document.ts";
import { createServiceKeys } from "./service-keys/service-keys.ts";
import { openSessionDocuments } from "./sessions/session-document.ts";
import { createSessions } from "./sessions/sessions.ts";
import { startSweeping } from "./sessions/sweep.ts";
import { openSigningKeys } from "./tokens/signing-keys.ts";
import { openAccountErasures } from "./users/account-erasure.ts";
import { openUsers } from "./users/user-document.ts";

export type StartAuthOptions = Readonly<{
  log: EventLog;
  documents: Documents;
  logger: Logger;
  host: string;
  port: number;
  /** How long a user's access token is good; 900 unless told. */
  accessTokenSeconds?: number;
  /** Refuses to start with demo accounts. */
  production?: boolean;
  bootstrapUsers?: readonly BootstrapUser[];
  bootstrapKeys?: readonly BootstrapKey[];
}>;

/**
 * Starts auth: its keys, accounts and sessions are documents, UserRegistered and UserErased go to the log.
 * @throws {DemoAccountError|ListenError}
 */
export async function startAuth({
  log,
  documents,
  logger,
  host,
  port,
  ...options
}: StartAuthOptions): Promise<RunningService> {
  const { accessTokenSeconds = 900, production = false, bootstrapUsers = [], bootstrapKeys = [] } = options;
  const now = Date.now;
  const lifecycle = createLifecycle(logger);
  const users = await openUsers(documents);
  const erasures = await openAccountErasures(documents);
  const sessions = createSessions(await openSessionDocuments(documents), now);
  const keys = createServiceKeys(await openKeyDocuments(documents), now);
  const signingKeys = await openSigningKeys(documents, now);
  const hasher = await createPasswordHasher();

  if (production) await refuseDemoAccounts(users, bootstrapUsers);
  await seed({ users, erasures, hasher, keys, now }, bootstrapUsers, bootstrapKeys);

  try {
    const relay = relayEvents({ documents, log, logger });
    lifecycle.onStop("outbox relay", () => relay.stop());
    lifecycle.onStop("session sweep", startSweeping(sessions, logger));

    const health = createHealth(logger);
    health.check("documents", async () => void (await users.count()));
    const app = buildApp({
      logger,
      health,
      users,
      erasures,
      sessions,
      keys,
      signingKeys,
      hasher,
      throttle: createLoginThrottle(now),
      accessTokenSeconds,
      now,
    });
    lifecycle.onStop("HTTP", () => app.close());
    lifecycle.onStop("readiness", () => health.draining());
    const url = await listen(app, { host, port });
    return { name: "auth", url, stop: () => lifecycle.stop() };
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }
}
