import { afterEach, beforeEach, expect, test } from "vitest";
import { createPasswordHasher } from "../passwords/password-hasher.ts";
import { openTestApp, type TestApp } from "../testing/open-app.ts";

let auth: TestApp;
beforeEach(async () => {
  auth = await openTestApp();
});
afterEach(() => auth.close());

const DAY = 24 * 3_600_000;

test("signing up opens a session for a viewer", async () => {
  const { status, body, headers } = await auth.call("POST", "/v1/auth/register", {
    email: "Alice@Example.ORG",
    password: "correct horse",
    displayName: "Alice",
  });
  expect(status).toBe(201);
  expect(body).toEqual({
    accessToken: expect.any(String),
    refreshToken: expect.any(String),
    expiresIn: 900,
    user: {
      id: expect.stringMatching(/^u-[0-9a-f-]{36}$/),
      email: "alice@example.org",
      displayName: "Alice",
      role: "viewer",
      createdAt: expect.stringMatching(/Z$/),
    },
  });
  expect(headers["cache-control"]).toBe("no-store");
});

test("an e-mail address has one account, however it is written, even for sign-ups at the same time", async () => {
  const replies = await Promise.all(
    ["bob@example.org", "BOB@example.org", "Bob@Example.Org"].map((email) =>
      auth.call("POST", "/v1/auth/register", { email, password: "correct horse" }),
    ),
  );
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  expect(replies.find(({ status }) => status === 409)?.body.code).toBe("email-taken");
  expect(await auth.deps.users.count()).toBe(1);
});

test("who looks for known addresses by signing up is slowed down, and hinders nobody else", async () => {
  const signUp = (email: string, ip: string) =>
    auth.call("POST", "/v1/auth/register", { email, password: "correct horse" }, undefined, ip);
  const known = Array.from({ length: 51 }, (_, n) => `known-${n}@example.org`);
  for (const [n, email] of known.entries()) expect((await signUp(email, `10.1.0.${n}`)).status).toBe(201);
  const found = [];
  for (const email of known) found.push((await signUp(email, "6.6.6.6")).status);
  expect(found).toEqual([...known.slice(1).map(() => 409), 429]);
  expect((await signUp("new@example.org", "10.0.0.7")).status).toBe(201);
  expect((await auth.logIn("known-1@example.org", "correct horse", "10.0.0.7")).status).toBe(200);
}, 60_000);

test("logging in takes the password, and tells nothing of which part was wrong", async () => {
  await auth.register("alice@example.org");
  expect((await auth.logIn("ALICE@example.org")).status).toBe(200);
  const wrong = await auth.logIn("alice@example.org", "wrong password");
  const unknown = await auth.logIn("nobody@example.org", "wrong password");
  expect(wrong.status).toBe(401);
  expect(wrong.body.code).toBe("credentials-wrong");
  const { instance: _, ...told } = wrong.body;
  expect(unknown.body).toMatchObject(told);
});

test("a stored hash is brought up to today's cost at the next login", async () => {
  const { user } = await auth.register("alice@example.org");
  const stored = await auth.deps.users.get(user.id);
  if (!stored) throw new Error("the account is missing");
  const weaker = await createPasswordHasher({ memory: 32, passes: 1, parallelism: 1 });
  await auth.deps.users.put(user.id, { ...stored.value, passwordHash: await weaker.hash("correct horse") });
  expect((await auth.logIn("alice@example.org")).status).toBe(200);
  expect((await auth.deps.users.get(user.id))?.value.passwordHash).toContain("$m=64,t=2,");
  expect((await auth.logIn("alice@example.org")).status).toBe(200);
});

test("many wrong passwords have to wait", async () => {
  await auth.register("alice@example.org");
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => auth.logIn("alice@example.org", "wrong password")),
  );
  expect(replies.filter(({ status }) => status === 401)).toHaveLength(10);
  const limited = replies.find(({ status }) => status === 429);
  expect(limited?.body.code).toBe("rate-limited");
  expect(limited?.headers["retry-after"]).toBe("1");
  auth.clock.forward(1_000);
  expect((await auth.logIn("alice@example.org")).status).toBe(200);
});

test("right passwords never have to wait", async () => {
  await auth.register("alice@example.org");
  for (let index = 0; index < 60; index++) expect((await auth.logIn("alice@example.org")).status).toBe(200);
});

test("a refresh token gives the next one", async () => {
  const first = await auth.register("alice@example.org");
  const second = await auth.refresh(first.refreshToken);
  expect(second.status).toBe(200);
  expect(second.body.refreshToken).not.toBe(first.refreshToken);
  expect(second.body.user).toEqual(first.user);
  expect((await auth.refresh(second.body.refreshToken)).status).toBe(200);
});

test("a refresh token used again ends the whole session", async () => {
  const first = await auth.register("alice@example.org");
  const elsewhere = (await auth.logIn("alice@example.org")).body;
  const second = (await auth.refresh(first.refreshToken)).body;
  const again = await auth.refresh(first.refreshToken);
  expect(again.status).toBe(401);
  expect(again.body.code).toBe("refresh-token-invalid");
  expect((await auth.refresh(second.refreshToken)).status).toBe(401);
  expect((await auth.refresh(elsewhere.refreshToken)).status).toBe(200);
});

test("of refreshes at the same time exactly one wins, and the session is over", async () => {
  for (let round = 0; round < 10; round++) {
    const { refreshToken } = await auth.register(`alice-${round}@example.org`);
    const replies = await Promise.all(Array.from({ length: 5 }, () => auth.refresh(refreshToken)));
    const winners = replies.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    expect((await auth.refresh(winners[0]?.body.refreshToken ?? "")).status).toBe(401);
  }
  expect(await auth.sessionDocuments.count()).toBe(0);
});

test("a refresh token is good for 30 days after its making", async () => {
  const { refreshToken } = await auth.register("alice@example.org");
  auth.clock.forward(29 * DAY);
  const next = (await auth.refresh(refreshToken)).body.refreshToken;
  auth.clock.forward(29 * DAY);
  const last = (await auth.refresh(next)).body.refreshToken;
  auth.clock.forward(30 * DAY);
  expect((await auth.refresh(last)).status).toBe(401);
});

test("sessions that have expired are swept away, others stay", async () => {
  await auth.register("alice@example.org");
  auth.clock.forward(20 * DAY);
  const { refreshToken } = await auth.register("bob@example.org");
  auth.clock.forward(11 * DAY);
  await auth.deps.sessions.sweep();
  expect(await auth.sessionDocuments.count()).toBe(1);
  expect((await auth.refresh(refreshToken)).status).toBe(200);
});

test("logging out ends the session, also with a spent token, and is silent about unknown ones", async () => {
  const first = await auth.register("alice@example.org");
  const second = (await auth.refresh(first.refreshToken)).body;
  const logOut = (refreshToken: string) => auth.call("POST", "/v1/auth/logout", { refreshToken });
  expect((await logOut("nonsense")).status).toBe(204);
  expect((await logOut(first.refreshToken)).status).toBe(204);
  expect((await auth.refresh(second.refreshToken)).status).toBe(401);
});

test("neither refresh tokens nor passwords are stored as they are", async () => {
  const { refreshToken, user } = await auth.register("alice@example.org");
  const { items } = await auth.sessionDocuments.find({ where: { userId: user.id } });
  const stored = JSON.stringify([items.map(({ value }) => value), await auth.deps.users.get(user.id)]);
  expect(stored).not.toContain(refreshToken.split(".")[1]);
  expect(stored).not.toContain("correct horse");
});

test.each(["", "x".repeat(513), "../../etc/passwd", "a.b", "\u0000", "$ne"])(
  "refresh with %j",
  async (refreshToken) => {
    const { status, body } = await auth.refresh(refreshToken);
    expect([400, 401]).toContain(status);
    expect(["validation-failed", "refresh-token-invalid"]).toContain(body.code);
  },
);
