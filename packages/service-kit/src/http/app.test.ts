import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { authOperations, catalogOperations, operation, type Problem } from "@projectionist/contracts";
import { StoreUnavailableError } from "@projectionist/stores";
import { Type } from "typebox";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createHealth } from "../health.ts";
import { createLogger } from "../logger.ts";
import { createApp } from "./app.ts";
import { ProblemError } from "./problem-error.ts";
import { route } from "./route.ts";

const echo = operation({
  id: "echo",
  method: "PUT",
  path: "/v1/echo/:name",
  service: "catalog",
  access: "public",
  tag: "test",
  summary: "Answers what it was sent",
  bodyLimit: 1_000,
  schema: {
    params: Type.Object({ name: Type.String({ maxLength: 5 }) }),
    body: Type.Object({ n: Type.Integer() }, { additionalProperties: false }),
    response: { 200: Type.Object({ name: Type.String(), n: Type.Integer() }) },
  },
});

const logged: string[] = [];
const logger = createLogger({
  service: "test",
  level: "warn",
  destination: { write: (line) => void logged.push(line) },
});
const health = createHealth();
const open = () => {
  const app = createApp({
    service: "test",
    logger,
    health,
    verifyToken: async () => {
      throw new ProblemError("token-invalid");
    },
  });
  route(app, echo, async ({ params, body }) => ({ status: 200, body: { ...params, ...body, secret: "not declared" } }));
  route(app, catalogOperations.listGenres, async () => {
    throw new Error("the database password is hunter2");
  });
  route(app, catalogOperations.listMovies, async ({ query }) => {
    throw new ProblemError("malformed-cursor", { detail: JSON.stringify(query) });
  });
  route(app, catalogOperations.getMovie, async ({ params }) => {
    const outcome = params.movieId === "read" ? "refused" : "unknown";
    throw new StoreUnavailableError(outcome, new Error("no server at mongo:27017"));
  });
  route(app, authOperations.getMe, async () => {
    throw new ProblemError("internal");
  });
  return app;
};

let app: ReturnType<typeof open>;
beforeEach(() => {
  logged.length = 0;
  app = open();
});
afterEach(() => app.close());

const json = { "content-type": "application/json" };
async function put(payload: string, headers: Record<string, string> = json) {
  const reply = await app.inject({ method: "PUT", url: "/v1/echo/a", payload, headers });
  return { ...reply.json<Problem>(), reply };
}

test("answers an operation with what its schema declares and nothing else", async () => {
  const { reply } = await put('{"n":1}');
  expect(reply.json()).toEqual({ name: "a", n: 1 });
});

test("bodies are not coerced", async () => {
  expect((await put('{"n":"1"}')).errors).toEqual([{ path: "/n", message: "must be a whole number" }]);
});

test.each([
  ['{"n":1,"__proto__":{"admin":true}}', json, 400, "validation-failed", "/__proto__"],
  ['{"n":1,"constructor":{"prototype":{}}}', json, 400, "validation-failed", "/constructor"],
  ['{"n":1,"m":2}', json, 400, "validation-failed", "/m"],
  ["", json, 400, "validation-failed", ""],
  ['{"n"', json, 400, "malformed-json", undefined],
  ["n=1", { "content-type": "application/x-www-form-urlencoded" }, 415, "unsupported-media-type", undefined],
  ['{"n":1}', { "content-type": "text/plain" }, 415, "unsupported-media-type", undefined],
  [`{"n":1${" ".repeat(1_000)}}`, json, 413, "body-too-large", undefined],
])("a body %.40s as %j: %i %s", async (payload, headers, status, code, path) => {
  const { reply, ...problem } = await put(payload, headers);
  expect(reply.statusCode).toBe(status);
  expect(reply.headers["content-type"]).toMatch(/^application\/problem\+json/);
  expect(problem).toMatchObject({ status, code, type: `/errors/${code}`, instance: reply.headers["x-request-id"] });
  expect(problem.errors?.[0]?.path).toBe(path);
});

test("a packed body is refused, whatever it holds", async () => {
  const put = (encoding: string) =>
    app.inject({ method: "PUT", url: "/v1/echo/a", headers: { "content-encoding": encoding }, payload: { n: 1 } });
  expect((await put("gzip")).json()).toMatchObject({
    code: "unsupported-media-type",
    errors: [{ path: "headers/content-encoding" }],
  });
  expect((await put("identity")).statusCode).toBe(200);
});

test("says how large a body may be", async () => {
  expect((await put(`{"n":1${" ".repeat(1_000)}}`)).detail).toBe("Send at most 1000 bytes.");
});

test("faults of the query string and of path parameters name their part", async () => {
  const query = await app.inject("/v1/movies?limit=1e9&sort=best&id[$gt]=&limit=3");
  expect(query.json<Problem>().errors).toEqual(
    expect.arrayContaining([
      { path: "query/id[$gt]", message: "unknown field: remove it" },
      { path: "query/limit", message: "must be a whole number" },
      { path: "query/sort", message: "must be one of popularity, rating, year, -year, title" },
    ]),
  );
  const params = await app.inject({ method: "PUT", url: "/v1/echo/toolong", payload: { n: 1 } });
  expect(params.json<Problem>().errors).toEqual([{ path: "params/name", message: "must have at most 5 characters" }]);
});

test.each(["minRating=Infinity", "minRating=1e999", "limit=Infinity", "yearFrom=-Infinity"])(
  "%s is out of bounds",
  async (query) => {
    const { errors } = (await app.inject(`/v1/movies?${query}`)).json<Problem>();
    expect(errors?.[0]?.path).toBe(`query/${query.split("=")[0]}`);
  },
);

test("query strings are read as their types, with defaults", async () => {
  const reply = await app.inject("/v1/movies?yearFrom=1979");
  expect(JSON.parse(reply.json<Problem>().detail)).toEqual({ yearFrom: 1979, limit: 20, sort: "popularity" });
});

test("an unknown path is 404, a known one with another method 405 with the methods it has", async () => {
  expect((await app.inject("/v1/nothing")).json()).toMatchObject({ status: 404, code: "not-found" });
  expect((await app.inject("/v1/movies/a/b")).statusCode).toBe(404);
  const wrong = await app.inject({ method: "POST", url: "/v1/echo/x?y=1" });
  expect(wrong.json()).toMatchObject({ status: 405, code: "method-not-allowed" });
  expect(wrong.headers["allow"]).toBe("PUT");
  expect((await app.inject({ method: "DELETE", url: "/v1/genres" })).headers["allow"]).toBe("GET, HEAD");
});

test("a malformed path is a problem document too", async () => {
  const reply = await app.inject("/v1/echo/%zz");
  expect(reply.statusCode).toBe(400);
  expect(reply.json()).toMatchObject({ code: "validation-failed" });
});

test("what nobody foresaw is logged, and told without its reason", async () => {
  const reply = await app.inject("/v1/genres");
  expect(reply.json()).toMatchObject({ status: 500, code: "internal" });
  expect(reply.body).not.toContain("hunter2");
  expect(logged.join("")).toContain("hunter2");
  expect(logged.join("")).toContain(reply.headers["x-request-id"]);
});

test.each([
  ["read", "unavailable"],
  ["write", "outcome-unknown"],
])("a store that is away at a %s is 503 with the time to wait, and told without its address", async (id, code) => {
  const reply = await app.inject(`/v1/movies/${id}`);
  expect(reply.json()).toMatchObject({ status: 503, code });
  expect(reply.headers["retry-after"]).toBe("1");
  expect(reply.body).not.toContain("27017");
  expect(logged.join("")).toContain("27017");
});

test("who sends far too much is told so, not broken off", async () => {
  const url = `${await app.listen({ port: 0, host: "127.0.0.1" })}/v1/echo/x`;
  const init = { method: "PUT", headers: { "content-type": "application/json" }, body: " ".repeat(6_000_000) };
  const replies = await Promise.all(Array.from({ length: 16 }, () => fetch(url, init)));
  const told = replies.map(({ status, headers }) => `${status} ${headers.get("connection") ?? "stays"}`);
  expect(new Set(told)).toEqual(new Set(["413 stays"]));
});

test("a sane request id is kept, others are replaced", async () => {
  const idOf = async (id: string) =>
    (await app.inject({ url: "/livez", headers: { "x-request-id": id } })).headers["x-request-id"];
  expect(await idOf("abc-1.2:3")).toBe("abc-1.2:3");
  for (const bad of ["", "a b", "x".repeat(129), '{"a":1}'])
    expect(await idOf(bad)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
});

test("401 says how to authenticate", async () => {
  const reply = await app.inject("/v1/me");
  expect(reply.json()).toMatchObject({ status: 401, code: "unauthenticated" });
  expect(reply.headers["www-authenticate"]).toBe("Bearer");
});

test("what is not HTTP, or has too large headers, gets a problem document", async () => {
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const send = async (bytes: string) => {
    const socket = connect(port, "127.0.0.1");
    socket.write(bytes);
    return text(socket);
  };
  expect(await send("nonsense\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [^]*application\/problem\+json[^]*not HTTP/);
  const large = await send(`GET /v1/me HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${"a".repeat(100_000)}\r\n\r\n`);
  expect(large).toMatch(/^HTTP\/1\.1 400 [^]*headers are too large/);
});

test("closing does not wait for idle connections", async () => {
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1");
  socket.write("GET /livez HTTP/1.1\r\nhost: a\r\n\r\n");
  await new Promise((resolve) => socket.once("data", resolve));
  const ended = text(socket);
  await app.close();
  await ended;
});
