import { openEventLog, type EventLog, type LogRecord } from "@projectionist/bus";
import { demoViewer, decodeEvent, recordOf, topicDefinitions, type Session } from "@projectionist/contracts";
import { createLogger, createTokenVerifier, remoteKeySet, type RunningService } from "@projectionist/service-kit";
import { openDocuments, type Documents } from "@projectionist/stores";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startAuth, type StartAuthOptions } from "./service.ts";
import { temporaryUrl } from "./testing/open-app.ts";
import { openUsers } from "./users/user-document.ts";

const logger = createLogger({ service: "auth", level: "silent" });
let log: EventLog;
let documents: Documents;
const running: RunningService[] = [];

beforeEach(async () => {
  log = await openEventLog(temporaryUrl());
  await log.createTopics(topicDefinitions);
  documents = await openDocuments(temporaryUrl());
});
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop();
  await documents.close();
  await log.close();
});

async function start(options: Partial<StartAuthOptions> = {}): Promise<RunningService> {
  const service = await startAuth({ log, documents, logger, host: "127.0.0.1", port: 0, ...options });
  running.push(service);
  return service;
}

async function post(service: RunningService, path: string, body: object): Promise<{ status: number; body: Session }> {
  const headers = { "content-type": "application/json" };
  const reply = await fetch(`${service.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: reply.status, body: (await reply.json()) as Session };
}

async function recordsOf(count: number): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  const enough = Promise.withResolvers<void>();
  const tail = await log.tail({
    topic: "auth.users",
    from: [],
    onRecords: async (batch) => {
      records.push(...batch);
      if (records.length >= count) enough.resolve();
    },
  });
  await Promise.race([
    enough.promise,
    new Promise((_, reject) =>
      setTimeout(() => reject(new Error(`only ${records.length} events in 10 s`)), 10_000).unref(),
    ),
  ]);
  await tail.caughtUp();
  await tail.stop();
  return records;
}

const admin = {
  id: "admin",
  email: "admin@example.com",
  password: "made at start",
  role: "admin",
  displayName: "Admin",
} as const;

test("accounts are announced on the log, keyed by user, with nothing personal", async () => {
  const auth = await start();
  const { body } = await post(auth, "/v1/auth/register", {
    email: "alice@example.org",
    password: "correct horse",
    displayName: "Alice Liddell",
  });
  const headers = { authorization: `Bearer ${body.accessToken}` };
  expect((await fetch(`${auth.url}/v1/me`, { method: "DELETE", headers })).status).toBe(202);
  const records = await recordsOf(2);
  expect(records.map(({ value }) => decodeEvent(value).type)).toEqual(["UserRegistered", "UserErased"]);
  expect(new Set(records.map(({ key }) => key))).toEqual(new Set([body.user.id]));
  const bytes = Buffer.concat(records.map(({ value }) => Buffer.from(value))).toString("latin1");
  for (const word of ["alice", "Alice", "example", "horse"]) expect(bytes).not.toContain(word);
});

test("other services verify its tokens by its key set", async () => {
  const auth = await start({ bootstrapUsers: [demoViewer] });
  const { body } = await post(auth, "/v1/auth/login", {
    email: "alice@example.com",
    password: "projectionist",
  });
  const verify = createTokenVerifier({ keySet: remoteKeySet(`${auth.url}/.well-known/jwks.json`) });
  expect(await verify(body.accessToken)).toMatchObject({ kind: "user", id: "alice", role: "viewer" });
});

test("a restart keeps accounts, sessions and the signing key, and seeds nothing twice", async () => {
  const options = {
    bootstrapUsers: [demoViewer, admin],
    bootstrapKeys: [{ name: "local administrator", key: "pk_first", scopes: ["catalog:write"] }],
  } as const;
  const before = await start(options);
  const { body } = await post(before, "/v1/auth/login", { email: admin.email, password: admin.password });
  await before.stop();

  const renamed = { ...demoViewer, displayName: "Somebody else", password: "another password" };
  const changed = { name: "local administrator", key: "pk_second", scopes: ["signals:write"] } as const;
  const after = await start({ bootstrapUsers: [renamed, admin], bootstrapKeys: [changed] });
  expect((await post(after, "/v1/auth/refresh", { refreshToken: body.refreshToken })).status).toBe(200);
  expect((await post(after, "/v1/auth/login", { email: demoViewer.email, password: demoViewer.password })).status).toBe(
    200,
  );
  expect((await post(after, "/internal/keys/exchange", { key: "pk_first" })).status).toBe(401);
  expect((await post(after, "/internal/keys/exchange", { key: "pk_second" })).status).toBe(200);
  const keys = await fetch(`${after.url}/v1/keys`, { headers: { authorization: `Bearer ${body.accessToken}` } });
  expect(((await keys.json()) as { items: unknown[] }).items).toHaveLength(1);
  expect(await recordsOf(2)).toHaveLength(2);
});

test("a seeded account that was erased is made anew under another id", async () => {
  const before = await start({ bootstrapUsers: [demoViewer] });
  const credentials = { email: demoViewer.email, password: demoViewer.password };
  const { body } = await post(before, "/v1/auth/login", credentials);
  const headers = { authorization: `Bearer ${body.accessToken}` };
  expect((await fetch(`${before.url}/v1/me`, { method: "DELETE", headers })).status).toBe(202);
  await before.stop();
  const after = await start({ bootstrapUsers: [demoViewer] });
  const anew = await post(after, "/v1/auth/login", credentials);
  expect(anew.status).toBe(200);
  expect(anew.body.user.id).toMatch(/^u-/);
});

test("events left behind by a crash are published by the next start", async () => {
  const auth = await start();
  await auth.stop();
  const users = await openUsers(documents);
  const event = recordOf({ type: "UserRegistered", eventId: "e-1", userId: "u-1", occurredAt: 1 });
  const left = { email: "a@b.cd", displayName: "a", role: "viewer", passwordHash: "", createdAt: 1 } as const;
  await users.put("u-1", left, { events: [event] });
  await start();
  expect((await recordsOf(1)).map(({ value }) => decodeEvent(value))).toEqual([
    { type: "UserRegistered", eventId: "e-1", userId: "u-1", occurredAt: 1 },
  ]);
});

test("production refuses demo accounts, planned or there already", async () => {
  await expect(
    start({ production: true, bootstrapUsers: [{ ...demoViewer, email: "Alice@Example.com" }] }),
  ).rejects.toThrow("production mode refuses to run with the demo account alice@example.com");
  const demo = await start({ bootstrapUsers: [admin] });
  await demo.stop();
  await expect(start({ production: true })).rejects.toThrow("demo account admin@example.com");
});

test("production refuses the password that everybody knows", async () => {
  const bootstrapUsers = [{ ...admin, email: "root@cinema.example", password: demoViewer.password }];
  await expect(start({ production: true, bootstrapUsers })).rejects.toThrow("set ADMIN_PASSWORD to one of your own");
});

test("production runs with accounts of its own", async () => {
  const auth = await start({ production: true, bootstrapUsers: [{ ...admin, email: "root@cinema.example" }] });
  expect((await fetch(`${auth.url}/readyz`)).status).toBe(200);
});

test("a busy port is told, and nothing is left running", async () => {
  const auth = await start();
  const port = Number(new URL(auth.url).port);
  await expect(start({ port })).rejects.toThrow(`cannot listen on 127.0.0.1:${port}: the port is in use`);
});

test("stopping leaves log and documents open", async () => {
  const auth = await start();
  await auth.stop();
  await expect(fetch(`${auth.url}/livez`)).rejects.toThrow();
  expect(await log.ends("auth.users")).toHaveLength(3);
  expect(await documents.pendingEvents(1)).toEqual([]);
});
