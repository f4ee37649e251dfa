import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSystem, signUp, temporaryFolder, type System } from "./testing/system.ts";

const folder = temporaryFolder();
let system: System;
let token: string;

beforeAll(async () => {
  system = await openSystem(folder.path);
  const { email, password } = await signUp(system, "mallory");
  const login = await call("POST", "/v1/auth/login", { email, password });
  token = (login.body as { accessToken: string }).accessToken;
});
afterAll(async () => {
  await system.stop("SIGTERM");
  folder.remove();
});

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const reply = await fetch(`${system.url}${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: text }),
  });
  return {
    status: reply.status,
    type: reply.headers.get("content-type"),
    body: await reply.json().catch((): unknown => null),
  };
}

const film = "alien-1979";
const signal = (more: object) => ({ type: "liked", movieId: film, ...more });
const history = async () => ((await call("GET", "/v1/me/history")).body as { items: unknown[] }).items.length;

describe("bad signals are refused, naming field and cure, and nothing is published", () => {
  it.each([
    ["a wrong type", signal({ movieId: 7 }), "movieId"],
    ["an unknown field", signal({ mood: "good" }), "mood"],
    ["an unknown signal type", signal({ type: "loved" }), "type"],
    ["a rating over 5", signal({ type: "rated", value: 6 }), "value"],
    ["a rating of 0", signal({ type: "rated", value: 0 }), "value"],
    ["a rating between halves", signal({ type: "rated", value: 4.3 }), "value"],
    ["a rating as text", signal({ type: "rated", value: "5" }), "value"],
    ["a huge rating", '{"type":"rated","movieId":"alien-1979","value":1e308}', "value"],
    ["a missing rating", signal({ type: "rated" }), "value"],
    ["a value where none belongs", signal({ value: 3 }), "value"],
    ["an unknown film", signal({ movieId: "no-such-film-1900" }), "movieId"],
    ["a time to come", signal({ occurredAt: "9999-01-01T00:00:00Z" }), "occurredAt"],
    ["an ancient time", signal({ occurredAt: "1970-01-01T00:00:00Z" }), "occurredAt"],
    ["a time without zone", signal({ occurredAt: "2026-01-01T00:00:00" }), "occurredAt"],
    ["a time as number", signal({ occurredAt: 2 ** 53 }), "occurredAt"],
    ["an empty event id", signal({ eventId: "" }), "eventId"],
    ["an event id that no URL can name", signal({ eventId: ".." }), "eventId"],
    ["an event id with a line break", signal({ eventId: "a\r\nb" }), "eventId"],
    ["an event id of 10 kB", signal({ eventId: "a".repeat(10_000) }), "eventId"],
    ["another viewer's name", signal({ userId: "alice" }), "userId"],
    ["a film id of braces", signal({ movieId: "{tag}" }), "movieId"],
    ["a prototype", '{"type":"liked","movieId":"alien-1979","__proto__":{"admin":true}}', "__proto__"],
  ])("%s", async (_name, body, field) => {
    const reply = await call("POST", "/v1/signals", body);
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
    expect(reply.type).toContain("application/problem+json");
    expect(JSON.stringify(reply.body)).toContain(field);
    expect(await history()).toBe(0);
  });

  it("refuses a batch of 1,001 and a body of 2 MB whole", async () => {
    const many = await call("POST", "/v1/signals", { signals: Array.from({ length: 1_001 }, () => signal({})) });
    expect(many).toMatchObject({ status: 400, body: { code: "validation-failed" } });
    const large = await call("POST", "/v1/signals", { signals: [signal({ eventId: "x".repeat(2_000_000) })] });
    expect(large).toMatchObject({ status: 413, body: { code: "body-too-large" } });
    expect(await history()).toBe(0);
  });

  it("answers item by item in a batch", async () => {
    const signals = Array.from({ length: 1_000 }, (_, n) =>
      signal({ eventId: `b-${n}`, ...(n === 500 ? { movieId: "none" } : {}) }),
    );
    const reply = await call("POST", "/v1/signals", { signals });
    const { results, position } = reply.body as {
      results: { outcome: string; path?: string; code?: string }[];
      position: string;
    };
    expect(reply.status).toBe(202);
    expect(results.filter((result) => result.outcome === "accepted")).toHaveLength(999);
    expect(results[500]).toMatchObject({ outcome: "rejected", code: "unknown-movie", path: "/signals/500/movieId" });
    const read = () => call("GET", `/v1/me/history?limit=200&after=${position}`).then(({ body }) => body);
    await expect.poll(read, { timeout: 20_000 }).toMatchObject({ fresh: true });
  });
});

describe("other bad input", () => {
  it.each([
    ["a malformed cursor", "GET", "/v1/movies?cursor=zzz", undefined, "malformed-cursor"],
    ["a malformed position", "GET", "/v1/me/recommendations?after=zzz", undefined, "malformed-position"],
    ["a limit of a billion", "GET", "/v1/movies?limit=1000000000", undefined, "validation-failed"],
    ["an unknown parameter", "GET", "/v1/movies?colour=red", undefined, "validation-failed"],
    ["an operator for a text", "POST", "/v1/auth/login", { email: { $ne: null }, password: "x" }, "validation-failed"],
    ["no JSON", "POST", "/v1/signals", "{oops", "malformed-json"],
    ["an own role", "PATCH", "/v1/me", { role: "admin" }, "validation-failed"],
    ["a path that is not", "GET", "/v1/nothing", undefined, "not-found"],
    ["a film that is not", "GET", "/v1/movies/none", undefined, "movie-not-found"],
    ["a method that is not", "PUT", "/v1/signals", {}, "method-not-allowed"],
  ])("%s gets a problem document", async (_name, method, path, body, code) => {
    const reply = await call(method, path, body);
    expect(reply.body).toMatchObject({ code, type: `/errors/${code}` });
    expect(reply.type).toContain("application/problem+json");
  });

  it.each([
    ["a viewer on an administrator's path", "GET", "/v1/keys", undefined],
    ["a viewer writing the catalog", "POST", "/v1/movies", { title: "Mine" }],
    ["a viewer reading another's recommendations", "GET", "/v1/users/alice/recommendations", undefined],
  ])("%s is forbidden", async (_name, method, path, body) => {
    expect((await call(method, path, body)).body).toMatchObject({ code: "forbidden" });
  });

  it.each([
    ["no algorithm", `${b64({ alg: "none" })}.${b64({ sub: "admin", role: "admin" })}.`],
    ["a megabyte", "a".repeat(8_000)],
    ["a foreign key", `${b64({ alg: "HS256", kid: "../../x" })}.${b64({ sub: "admin" })}.AAAA`],
  ])("a token with %s is refused", async (_name, forged) => {
    const reply = await call("GET", "/v1/me", undefined, { authorization: `Bearer ${forged}` });
    expect([400, 401, 431]).toContain(reply.status);
  });

  it("left no prototype behind", () => expect(({} as { admin?: boolean }).admin).toBeUndefined());
});

function b64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
