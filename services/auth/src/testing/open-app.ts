import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Problem, Scope, Session, ServiceKey } from "@projectionist/contracts";
import { createLogger } from "@projectionist/service-kit";
import { openDocuments } from "@projectionist/stores";
import { buildApp } from "../app.ts";
import { createLoginThrottle } from "../login/login-throttle.ts";
import { createPasswordHasher } from "../passwords/password-hasher.ts";
import { openKeyDocuments } from "../service-keys/key-document.ts";
import { createServiceKeys } from "../service-keys/service-keys.ts";
import { openSessionDocuments } from "../sessions/session-document.ts";
import { createSessions } from "../sessions/sessions.ts";
import { openSigningKeys } from "../tokens/signing-keys.ts";
import { registerUser } from "../users/register-user.ts";
import { openAccountErasures } from "../users/account-erasure.ts";
import { openUsers } from "../users/user-document.ts";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";
type Reply<T> = Readonly<{ status: number; body: T & Problem; headers: Readonly<Record<string, unknown>> }>;

/** A place for an embedded engine's file, of this test alone. */
export function temporaryUrl(): string {
  return `sqlite:${join(mkdtempSync(join(tmpdir(), "auth-")), "engine.db")}`;
}

/** The app on a real document store, with a clock that `clock.forward` moves and cheap password hashes. */
export async function openTestApp() {
  const documents = await openDocuments(temporaryUrl());
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const users = await openUsers(documents);
  const sessionDocuments = await openSessionDocuments(documents);
  const sessions = createSessions(sessionDocuments, now);
  const keys = createServiceKeys(await openKeyDocuments(documents), now);
  const signingKeys = await openSigningKeys(documents, now);
  const hasher = await createPasswordHasher({ memory: 64, passes: 2, parallelism: 1 });
  const deps = {
    logger: createLogger({ service: "auth", level: "silent" }),
    users,
    erasures: await openAccountErasures(documents),
    sessions,
    keys,
    signingKeys,
    hasher,
    throttle: createLoginThrottle(now),
    accessTokenSeconds: 900,
    now,
  };
  const app = buildApp(deps);
  await app.ready();

  async function call<T = object>(
    method: Method,
    url: string,
    body?: object,
    token?: string,
    ip = "10.0.0.1",
  ): Promise<Reply<T>> {
    const headers = { "x-forwarded-for": ip, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    const reply = await app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body }) });
    const { statusCode, payload } = reply;
    return {
      status: statusCode,
      body: (payload === "" ? {} : JSON.parse(payload)) as T & Problem,
      headers: reply.headers,
    };
  }

  const register = async (email: string, password = "correct horse") =>
    (await call<Session>("POST", "/v1/auth/register", { email, password })).body;
  const logIn = (email: string, password = "correct horse", ip?: string) =>
    call<Session>("POST", "/v1/auth/login", { email, password }, undefined, ip);

  return {
    app,
    deps,
    documents,
    sessionDocuments,
    call,
    register,
    logIn,
    refresh: (refreshToken: string) => call<Session>("POST", "/v1/auth/refresh", { refreshToken }),
    async adminToken(): Promise<string> {
      await registerUser(deps, { email: "root@example.org", password: "correct horse", role: "admin" });
      return (await logIn("root@example.org")).body.accessToken;
    },
    createKey: (token: string, name: string, scopes: readonly Scope[]) =>
      call<ServiceKey & { key: string }>("POST", "/v1/keys", { name, scopes }, token),
    clock: {
      forward(ms: number) {
        ahead += ms;
      },
    },
    async close() {
      await app.close();
      await documents.close();
    },
  };
}

export type TestApp = Awaited<ReturnType<typeof openTestApp>>;
