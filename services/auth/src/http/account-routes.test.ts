import { decodeEvent } from "@projectionist/contracts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../testing/open-app.ts";

let auth: TestApp;
beforeEach(async () => {
  auth = await openTestApp();
});
afterEach(() => auth.close());

const patch = (token: string, body: object) => auth.call("PATCH", "/v1/me", body, token);

async function pendingEvents() {
  return (await auth.documents.pendingEvents(100)).map(({ event }) => ({
    ...decodeEvent(event.value),
    key: event.key,
  }));
}

test("one's own account", async () => {
  const { accessToken, user } = await auth.register("alice@example.org");
  expect((await auth.call("GET", "/v1/me", undefined, accessToken)).body).toEqual(user);
  expect(user.displayName).toBe("alice");
});

test("changing the name needs no password", async () => {
  const { accessToken, user } = await auth.register("alice@example.org");
  expect((await patch(accessToken, { displayName: "Alice B." })).body).toEqual({ ...user, displayName: "Alice B." });
});

test.each([{ email: "new@example.org" }, { password: "another horse" }])(
  "changing %j needs the current password",
  async (change) => {
    const { accessToken } = await auth.register("alice@example.org");
    const without = await patch(accessToken, change);
    expect(without.status).toBe(400);
    expect(without.body.errors).toEqual([
      { path: "/currentPassword", message: "required to change e-mail or password: add it" },
    ]);
    const wrong = await patch(accessToken, { ...change, currentPassword: "wrong password" });
    expect(wrong.body.code).toBe("credentials-wrong");
    expect((await patch(accessToken, { ...change, currentPassword: "correct horse" })).status).toBe(200);
  },
);

test("a new e-mail address is the one to log in with, and frees the old", async () => {
  const { accessToken } = await auth.register("alice@example.org");
  await auth.register("bob@example.org");
  const taken = await patch(accessToken, { email: "BOB@example.org", currentPassword: "correct horse" });
  expect(taken.body.code).toBe("email-taken");
  await patch(accessToken, { email: "New@example.org", currentPassword: "correct horse" });
  expect((await auth.logIn("new@example.org")).status).toBe(200);
  expect((await auth.logIn("alice@example.org")).status).toBe(401);
  expect(
    (await auth.call("POST", "/v1/auth/register", { email: "alice@example.org", password: "correct horse" })).status,
  ).toBe(201);
});

test("a new password ends all other sessions and keeps this one", async () => {
  const other = await auth.register("alice@example.org");
  const mine = (await auth.logIn("alice@example.org")).body;
  await patch(mine.accessToken, { password: "another horse", currentPassword: "correct horse" });
  expect((await auth.refresh(other.refreshToken)).status).toBe(401);
  expect((await auth.refresh(mine.refreshToken)).status).toBe(200);
  expect((await auth.logIn("alice@example.org")).status).toBe(401);
  expect((await auth.logIn("alice@example.org", "another horse")).status).toBe(200);
});

test("guessing the current password with a stolen token has to wait", async () => {
  const { accessToken } = await auth.register("alice@example.org");
  const guesses = await Promise.all(
    Array.from({ length: 15 }, () =>
      patch(accessToken, { password: "another horse", currentPassword: "wrong password" }),
    ),
  );
  expect(guesses.filter(({ status }) => status === 429)).toHaveLength(5);
});

test("nobody makes himself an administrator", async () => {
  const { accessToken, user } = await auth.register("alice@example.org");
  for (const change of [{ role: "admin" }, { id: "u-1" }, { passwordHash: "x" }]) {
    const { status, body } = await patch(accessToken, change);
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ path: `/${Object.keys(change)[0]}`, message: "unknown field: remove it" }]);
  }
  expect((await patch(accessToken, {})).status).toBe(400);
  expect((await auth.deps.users.get(user.id))?.value.role).toBe("viewer");
});

test("an erased account is gone, its sessions with it, and its e-mail address free", async () => {
  const { accessToken, refreshToken, user } = await auth.register("alice@example.org");
  await auth.logIn("alice@example.org");
  const { status, body } = await auth.call("DELETE", "/v1/me", undefined, accessToken);
  expect(status).toBe(202);
  const receiptId = expect.any(String);
  const removed = { accounts: 1, sessions: 2 };
  expect(body).toEqual({ userId: user.id, erasedAt: expect.stringMatching(/Z$/), receiptId, removed, history: null });
  expect(await auth.deps.users.get(user.id)).toBeUndefined();
  expect(await auth.sessionDocuments.count()).toBe(0);
  expect((await auth.refresh(refreshToken)).status).toBe(401);
  expect((await auth.call("GET", "/v1/me", undefined, accessToken)).body.code).toBe("token-invalid");
  expect(await auth.call("DELETE", "/v1/me", undefined, accessToken)).toMatchObject({ status: 202, body });
  expect(
    (await auth.call("POST", "/v1/auth/register", { email: "alice@example.org", password: "correct horse" })).status,
  ).toBe(201);
});

test("a session whose account is gone cannot be refreshed", async () => {
  const { refreshToken, user } = await auth.register("alice@example.org");
  // As if the process had died between deleting the account and its sessions.
  await auth.deps.users.delete(user.id);
  expect((await auth.refresh(refreshToken)).body.code).toBe("refresh-token-invalid");
  expect(await auth.sessionDocuments.count()).toBe(0);
});

test("registration and erasure are announced once each, with nothing personal", async () => {
  const { accessToken, user } = await auth.register("alice@example.org");
  const erase = () => auth.call<{ receiptId: string }>("DELETE", "/v1/me", undefined, accessToken);
  const replies = await Promise.all(Array.from({ length: 5 }, erase));
  const [first] = replies;
  for (const { body } of replies) expect(body).toEqual(first?.body);
  const fact = { eventId: expect.any(String), userId: user.id, occurredAt: expect.any(Number), key: user.id };
  expect(await pendingEvents()).toEqual([
    { type: "UserRegistered", ...fact },
    { type: "UserErased", ...fact, eventId: first?.body.receiptId },
  ]);
});

test("an erasure that a crash cut short is ended by the next try, with the receipt that was noted", async () => {
  const { accessToken, user } = await auth.register("alice@example.org");
  const noted = { receiptId: "noted", erasedAt: 1_700_000_000_000, sessions: 7 };
  await auth.deps.erasures.put(user.id, noted);
  expect((await auth.call("GET", "/v1/me", undefined, accessToken)).status).toBe(200);
  const { body } = await auth.call("DELETE", "/v1/me", undefined, accessToken);
  expect(body).toMatchObject({ receiptId: "noted", removed: { sessions: 7 } });
  expect(await auth.deps.users.get(user.id)).toBeUndefined();
  expect((await pendingEvents()).at(-1)).toMatchObject({ type: "UserErased", eventId: "noted" });
});

test("a login that meets an erasure leaves no session", async () => {
  const { accessToken } = await auth.register("alice@example.org");
  const logIns = Array.from({ length: 5 }, () => auth.logIn("alice@example.org"));
  await auth.call("DELETE", "/v1/me", undefined, accessToken);
  for (const { status } of await Promise.all(logIns)) expect([200, 401, 429]).toContain(status);
  expect(await auth.sessionDocuments.count()).toBe(0);
});
