import { once } from "node:events";
import { connect } from "node:net";
import { activityOperations, authOperations, catalogOperations } from "@projectionist/contracts";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createLogger } from "../logger.ts";
import { createTokenVerifier } from "../tokens/token-verifier.ts";
import { createTestIssuer } from "../tokens/tokens.fixture.ts";
import { createApp } from "./app.ts";
import { ProblemError } from "./problem-error.ts";
import { route } from "./route.ts";

const issuer = createTestIssuer();
const lines: Record<string, unknown>[] = [];
const open = () => {
  const app = createApp({
    service: "test",
    logger: createLogger({
      service: "test",
      level: "debug",
      destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
    }),
    verifyToken: createTokenVerifier({ keySet: async () => issuer.keySet }),
  });
  route(app, catalogOperations.listGenres, async ({ log }) => {
    log.info("on the way");
    return { status: 200, body: { items: [] } };
  });
  route(app, catalogOperations.searchMovies, async () => {
    throw new ProblemError("unavailable", {}, { cause: new Error("the store is gone") });
  });
  route(app, authOperations.getMe, async () => {
    throw new Error("nobody foresaw\nthis");
  });
  route(app, activityOperations.listHistory, () => new Promise(() => {}));
  return app;
};

let app: ReturnType<typeof open>;
beforeEach(() => {
  lines.length = 0;
  app = open();
});
afterEach(() => app.close());

const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const bearer = { authorization: `Bearer ${issuer.token()}` };
const requests = () => lines.filter(({ msg }) => msg === "request");

it("is one line, and every line of the request names it and its trace", async () => {
  const reply = await app.inject({ url: "/v1/genres?", headers: { "x-request-id": "r-1", traceparent } });
  const origin = { requestId: "r-1", traceId: "4bf92f3577b34da6a3ce929d0e0e4736" };
  expect(lines).toMatchObject([
    { ...origin, msg: "on the way" },
    { ...origin, msg: "request", level: "info", method: "GET", route: "/v1/genres", status: 200, principal: "nobody" },
  ]);
  expect(requests()[0]?.["bytes"]).toBe(reply.rawPayload.length);
  expect(requests()[0]?.["ms"]).toEqual(expect.any(Number));
  expect(lines[0]?.["spanId"]).not.toBe("00f067aa0ba902b7");
});

it("begins a trace where the caller's is not valid", async () => {
  await app.inject({ url: "/v1/genres", headers: { traceparent: `${traceparent}, ${traceparent}` } });
  expect(requests()[0]?.["traceId"]).toMatch(/^[0-9a-f]{32}$/);
  expect(requests()[0]?.["traceId"]).not.toBe("4bf92f3577b34da6a3ce929d0e0e4736");
});

it("says who calls by kind, and what was refused by code", async () => {
  await app.inject({ url: "/v1/me", headers: bearer });
  await app.inject("/v1/me");
  expect(requests()).toMatchObject([
    { principal: "user" },
    { principal: "nobody", level: "info", status: 401, code: "unauthenticated" },
  ]);
});

it("tells a fault of our own with its stack, within the one line", async () => {
  await app.inject({ url: "/v1/me", headers: bearer });
  expect(lines).toMatchObject([
    {
      level: "error",
      status: 500,
      code: "internal",
      err: { message: "nobody foresaw\nthis", stack: expect.any(String) },
    },
  ]);
});

it("warns of faults of others, and says what they are", async () => {
  await app.inject("/v1/search?q=x");
  expect(lines).toMatchObject([{ level: "warn", status: 503, code: "unavailable", reason: /: the store is gone$/ }]);
});

it("tells nothing of what was asked for", async () => {
  await app.inject("/v1/search?q=my-secret-wish");
  await app.inject("/v1/my-secret-path?token=my-secret");
  expect(JSON.stringify(lines)).not.toContain("secret");
  expect(requests()).toMatchObject([{ route: "/v1/search" }, { route: "unknown", status: 404, code: "not-found" }]);
});

it("tells probes to those alone who look for them", async () => {
  for (const url of ["/livez", "/readyz", "/metrics"]) await app.inject(url);
  expect(requests().map(({ level }) => level)).toEqual(["debug", "debug", "debug"]);
});

it("tells of a client that went away, once", async () => {
  const { port } = new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
  const socket = connect(Number(port), "127.0.0.1");
  await once(socket, "connect");
  socket.write(`GET /v1/me/history HTTP/1.1\r\nhost: x\r\nauthorization: ${bearer.authorization}\r\n\r\n`);
  await vi.waitUntil(async () => (await app.inject("/metrics")).body.includes('in_flight{service="test"} 2'));
  socket.destroy();
  await vi.waitUntil(() => requests().some(({ route }) => route === "/v1/me/history"));
  const told = requests().filter(({ route }) => route === "/v1/me/history");
  expect(told).toMatchObject([{ status: 499, level: "info", reason: "the client went away" }]);
});
