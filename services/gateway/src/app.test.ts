import {
  createServer,
  request as send,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { ProblemError, createLogger, type Principal } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { buildApp } from "./app.ts";
import { createUpstream } from "./upstream.ts";

const PAGE = Buffer.alloc(1_048_576, " ");

type Seen = Readonly<{ method: string; url: string; headers: IncomingHttpHeaders; body: string }>;
type Behaviour = (seen: Seen) => Readonly<{ status?: number; body?: unknown; hang?: boolean; pages?: number }>;

/** A service behind the gateway, on a socket of its own, that notes what reaches it. */
async function openService(behave: Behaviour) {
  const seen: Seen[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks = await Array.fromAsync(request as AsyncIterable<Buffer>);
    const { method = "", url = "", headers } = request;
    const call = { method, url, headers, body: Buffer.concat(chunks).toString() };
    seen.push(call);
    const { status = 200, body, hang, pages = 0 } = behave(call);
    if (hang) return;
    response.writeHead(status, { "content-type": "application/json", etag: '"7"', "x-powered-by": "us" });
    const gone = new Promise((resolve) => response.once("close", resolve));
    for (let sent = 0; sent < pages && !response.destroyed; sent++) {
      if (!response.write(PAGE)) await Promise.race([gone, new Promise((resolve) => response.once("drain", resolve))]);
    }
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const ranked = (movieId: string) => ({ movieId, score: 1, reasons: [] });
const rows = {
  rows: [{ id: "for-you", title: "For you", reason: null, items: [ranked("a"), ranked("b")] }],
  fresh: true,
};
const alice: Principal = { kind: "user", id: "alice", role: "viewer", scopes: [] };
const key: Principal = { kind: "service", id: "key-1", role: null, scopes: ["signals:write"] };

let behaviours: Record<"auth" | "catalog" | "activity" | "recommender", Behaviour>;
let services: Record<keyof typeof behaviours, Awaited<ReturnType<typeof openService>>>;
let app: FastifyInstance;

async function build(
  viewersPerMinute = 0,
  trustProxy?: string,
  deadlineMs = 500,
  keyTokens: () => readonly string[] = () => ["key"],
): Promise<void> {
  app = await buildApp({
    logger: createLogger({ service: "gateway", level: "silent" }),
    async verifyToken(token) {
      if (token === "alice") return alice;
      if (keyTokens().includes(token)) return key;
      throw new ProblemError("token-invalid");
    },
    upstream: createUpstream(
      {
        auth: services.auth.url,
        catalog: services.catalog.url,
        activity: services.activity.url,
        recommender: services.recommender.url,
      },
      { readMs: deadlineMs, writeMs: deadlineMs },
    ),
    limits: { viewersPerMinute, serviceKeysPerMinute: 0 },
    corsOrigins: ["https://films.example"],
    trustProxy,
  });
}

beforeEach(async () => {
  behaviours = {
    auth: ({ body }) =>
      body.includes("pk_good") ? { body: { accessToken: "key", expiresIn: 300 } } : { status: 401, body: {} },
    catalog: ({ url }) =>
      url.startsWith("/internal/movies/cards")
        ? {
            body: {
              items: [
                { id: "a", title: "A" },
                { id: "b", title: "B" },
              ],
            },
          }
        : { body: { items: [{ id: "p", title: "Popular" }] } },
    activity: () => ({ status: 202, body: { position: "1.e.0-1", results: [] } }),
    recommender: () => ({ body: rows }),
  };
  const entries = Object.keys(behaviours) as (keyof typeof behaviours)[];
  services = Object.fromEntries(
    await Promise.all(entries.map(async (name) => [name, await openService((call) => behaviours[name](call))])),
  ) as typeof services;
  await build();
});

afterEach(async () => {
  await app.close();
  for (const { server } of Object.values(services)) {
    server.closeAllConnections();
    server.close();
  }
});

const asAlice = { authorization: "Bearer alice" };
const home = (headers: Record<string, string> = asAlice) =>
  app.inject({ url: "/v1/me/recommendations?limit=2", headers });

describe("identity", () => {
  it("lets services see who calls, and nothing that the client made up", async () => {
    await app.inject({
      method: "POST",
      url: "/v1/signals",
      headers: {
        ...asAlice,
        "x-user-id": "admin",
        "x-forwarded-for": "6.6.6.6",
        cookie: "a=b",
        "x-request-id": "req-1",
      },
      payload: { type: "liked", movieId: "a" },
    });
    const [call] = services.activity.seen;
    expect(call?.headers).toMatchObject({ authorization: "Bearer alice", "x-request-id": "req-1" });
    expect(call?.headers["x-user-id"]).toBeUndefined();
    expect(call?.headers["cookie"]).toBeUndefined();
    expect(call?.headers["x-forwarded-for"]).toBe("127.0.0.1");
    expect(call?.body).toBe('{"type":"liked","movieId":"a"}');
  });

  it("believes who a trusted proxy says calls", async () => {
    await app.close();
    await build(0, "loopback");
    await home({ ...asAlice, "x-forwarded-for": "6.6.6.6" });
    expect(services.recommender.seen[0]?.headers["x-forwarded-for"]).toBe("6.6.6.6");
  });

  it("trades a service key for a token, once, however many calls show it at the same time", async () => {
    const post = () =>
      app.inject({
        method: "POST",
        url: "/v1/signals",
        headers: { "x-api-key": "pk_good" },
        payload: { type: "liked" },
      });
    const replies = await Promise.all([post(), post(), post()]);
    expect([...replies, await post()].map(({ statusCode }) => statusCode)).toEqual([202, 202, 202, 202]);
    expect(services.auth.seen).toHaveLength(1);
    expect(services.activity.seen[1]?.headers).toMatchObject({ authorization: "Bearer key" });
    expect(services.activity.seen[1]?.headers["x-api-key"]).toBeUndefined();
  });

  it.each([
    ["none", {}, "unauthenticated"],
    ["a wrong token", { authorization: "Bearer x" }, "token-invalid"],
    ["no bearer token", { authorization: "Basic x" }, "unauthenticated"],
    ["a wrong service key", { "x-api-key": "pk_bad" }, "api-key-invalid"],
  ])("answers 401 for %s and asks nobody behind", async (_name, headers, code) => {
    const reply = await home(headers);
    expect(reply.statusCode).toBe(401);
    expect(reply.json()).toMatchObject({ code, type: `/errors/${code}` });
    expect(services.recommender.seen).toHaveLength(0);
  });

  it("asks again for a service key after auth failed, and for a wrong one each time", async () => {
    const show = async (key: string) => (await home({ "x-api-key": key })).statusCode;
    const exchange = behaviours.auth;
    behaviours.auth = () => ({ status: 500, body: {} });
    expect(await show("pk_good")).toBe(502);
    behaviours.auth = exchange;
    expect(await show("pk_good")).toBe(200);
    expect([await show("pk_bad"), await show("pk_bad")]).toEqual([401, 401]);
    expect(services.auth.seen).toHaveLength(4);
  });
});

describe("a service key that is known, half a minute later", () => {
  const show = async () => (await home({ "x-api-key": "pk_good" })).statusCode;
  let validTokens: string[];
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    // The cache takes an entry of the time 0 for one without end.
    vi.advanceTimersByTime(1);
    validTokens = ["key"];
    await app.close();
    await build(0, undefined, 500, () => validTokens);
    expect(await show()).toBe(200);
    vi.advanceTimersByTime(31_000);
  });
  afterEach(() => vi.useRealTimers());

  it.each(["fails", "hangs"])("goes on while auth %s", async (how) => {
    behaviours.auth = () => (how === "hangs" ? { hang: true } : { status: 503, body: {} });
    expect(await show()).toBe(200);
    expect(services.auth.seen).toHaveLength(2);
  });

  it("does not once its token has run out", async () => {
    behaviours.auth = () => ({ status: 503, body: {} });
    validTokens = [];
    expect(await show()).toBe(502);
  });

  it("does not where auth refuses it", async () => {
    behaviours.auth = () => ({ status: 401, body: {} });
    expect(await show()).toBe(401);
  });
});

describe("composition", () => {
  it("puts cards in place of ids with one catalog call", async () => {
    const reply = await home();
    expect(reply.json()).toMatchObject({
      fresh: true,
      rows: [{ items: [{ movie: { id: "a", title: "A" } }, { movie: { title: "B" } }] }],
    });
    expect(services.recommender.seen[0]).toMatchObject({ method: "GET", url: "/internal/me/recommendations?limit=2" });
    expect(services.catalog.seen).toHaveLength(1);
  });

  it("answers ids and says so when the catalog is down", async () => {
    behaviours.catalog = () => ({ status: 500, body: {} });
    const reply = await home();
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toMatchObject({
      degraded: ["catalog"],
      rows: [{ items: [{ movie: { id: "a" } }, { movie: { id: "b" } }] }],
    });
  });

  it.each(["hangs", "fails"])("answers popular films and says so when the recommender %s", async (how) => {
    behaviours.recommender = () => (how === "hangs" ? { hang: true } : { status: 500, body: {} });
    const reply = await home();
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toMatchObject({
      degraded: ["recommender"],
      fresh: false,
      rows: [{ id: "popular", items: [{ movie: { id: "p" } }] }],
    });
  });

  it("hands on the recommender's refusal of a bad request", async () => {
    behaviours.recommender = () => ({ status: 400, body: { code: "malformed-position" } });
    expect((await home()).json()).toMatchObject({ code: "malformed-position" });
  });
});

describe("handing on", () => {
  it("keeps status and ETag, and drops what gives the inside away", async () => {
    const reply = await app.inject({ url: "/v1/movies/a", headers: { "if-none-match": '"7"' } });
    expect(reply.headers).toMatchObject({ etag: '"7"' });
    expect(reply.headers["x-powered-by"]).toBeUndefined();
    expect(services.catalog.seen[0]).toMatchObject({ url: "/v1/movies/a", headers: { "if-none-match": '"7"' } });
  });

  it("answers 504 when a service hangs, 503 when a write may have been done and when nobody is there", async () => {
    behaviours.activity = () => ({ hang: true });
    const post = () => app.inject({ method: "POST", url: "/v1/signals", headers: asAlice, payload: {} });
    expect((await app.inject({ url: "/v1/me/history", headers: asAlice })).json()).toMatchObject({
      status: 504,
      code: "upstream-timeout",
    });
    expect((await post()).json()).toMatchObject({ status: 503, code: "outcome-unknown" });
    services.activity.server.closeAllConnections();
    services.activity.server.close();
    expect((await post()).json()).toMatchObject({ status: 503, code: "unavailable" });
  });

  it("answers 502 to a reply of a gigabyte, without holding it, and goes on", async () => {
    await app.close();
    await build(0, undefined, 30_000);
    const taken = Promise.withResolvers<number>();
    const { catalog } = behaviours;
    behaviours.catalog = () => ({ pages: 1_024 });
    services.catalog.server.once("connection", (socket) => {
      socket.on("close", () => taken.resolve(socket.bytesWritten));
    });
    const reply = await app.inject({ url: "/v1/movies/a" });
    expect(reply.json()).toMatchObject({ status: 502, code: "upstream-failed" });
    expect(await taken.promise).toBeLessThan(100 * PAGE.length);
    behaviours.catalog = catalog;
    expect((await app.inject({ url: "/v1/movies/a" })).statusCode).toBe(200);
  });

  it("refuses a body over the limit before asking anybody", async () => {
    const reply = await app.inject({
      method: "POST",
      url: "/v1/signals",
      headers: asAlice,
      payload: { a: "x".repeat(2_000_000) },
    });
    expect(reply.json()).toMatchObject({ status: 413, code: "body-too-large" });
    expect(services.activity.seen).toHaveLength(0);
  });

  it("asks who calls before the body is read", async () => {
    const payload = { a: "x".repeat(2_000_000) };
    expect((await app.inject({ method: "POST", url: "/v1/signals", payload })).statusCode).toBe(401);
  });

  it("keeps calls between services to itself", async () => {
    for (const url of ["/internal/me/recommendations", "/internal/keys/exchange"]) {
      expect((await app.inject({ url, headers: asAlice })).json()).toMatchObject({ code: "not-found" });
    }
  });
});

describe("targets of requests that are made up", () => {
  /** The status for a target sent exactly as written. */
  async function statusFor(target: string): Promise<number | undefined> {
    const { port } = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
    return new Promise((resolve, reject) => {
      const answered = (reply: IncomingMessage) => {
        reply.resume();
        resolve(reply.statusCode);
      };
      send({ host: "127.0.0.1", port, path: target, agent: false }, answered).on("error", reject).end();
    });
  }

  it("asks no host but the services", async () => {
    const outside = await openService(() => ({ body: { secret: true } }));
    const target = `${outside.url}/v1/movies`;
    expect(await statusFor(target)).toBe(400);
    expect(outside.seen).toHaveLength(0);
    outside.server.close();
  });

  it.each(["..\\..\\metrics", "%2e%2e", "..%5c..%5cmetrics", "..%2fmetrics"])(
    "takes no step up with %s",
    async (id) => {
      await statusFor(`/v1/movies/${id}`);
      expect(services.catalog.seen.map(({ url }) => url)).toEqual([`/v1/movies/${id}`]);
    },
  );
});

describe("limits and pages", () => {
  it("limits a viewer, tells the rest of the quota, and says when to come back", async () => {
    await app.close();
    await build(2);
    const first = await home();
    expect(first.headers).toMatchObject({ "ratelimit-policy": '"default";q=2;w=60' });
    expect(first.headers["ratelimit"]).toMatch(/^"default";r=1;t=\d+$/);
    await home();
    const third = await home();
    expect(third.json()).toMatchObject({ status: 429, code: "rate-limited" });
    expect(Number(third.headers["retry-after"])).toBeGreaterThan(0);
    expect(
      (await app.inject({ method: "POST", url: "/v1/signals", headers: { "x-api-key": "pk_good" }, payload: {} }))
        .statusCode,
    ).toBe(202);
  });

  it("limits guesses of tokens and keys by address", async () => {
    await app.close();
    await build(2);
    const guess = (headers: Record<string, string>) => home(headers).then((reply) => reply.statusCode);
    expect(await guess({ authorization: "Bearer x" })).toBe(401);
    expect(await guess({ "x-api-key": "pk_bad" })).toBe(401);
    expect(await guess({ "x-api-key": "pk_worse" })).toBe(429);
  });

  it("explains every code where problem documents point", async () => {
    expect((await app.inject("/errors/movie-not-found")).json()).toMatchObject({
      code: "movie-not-found",
      status: 404,
    });
    expect((await app.inject("/errors/__proto__")).statusCode).toBe(404);
  });

  it("tells listed sites that they may call with every method", async () => {
    const ask = (headers: Record<string, string>) =>
      app.inject({
        method: "OPTIONS",
        url: "/v1/me/ratings/a",
        headers: { origin: "https://films.example", ...headers },
      });
    const asked = await ask({ "access-control-request-method": "PUT" });
    expect(asked.headers["access-control-allow-methods"]).toContain("PUT");
    expect((await ask({})).statusCode).toBe(204);
  });

  it("lets listed sites call from browsers, and no others", async () => {
    const from = (origin: string) => app.inject({ url: "/v1/movies", headers: { origin } });
    expect((await from("https://films.example")).headers["access-control-allow-origin"]).toBe("https://films.example");
    expect((await from("https://evil.example")).headers["access-control-allow-origin"]).toBeUndefined();
  });

  it("offers the documents", async () => {
    expect((await app.inject("/openapi.json")).json()).toMatchObject({
      openapi: "3.1.0",
      paths: {
        "/v1/movies": {
          get: {
            responses: {
              200: { description: "OK" },
              default: {
                content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
              },
            },
          },
        },
      },
    });
    const docs = await app.inject("/docs/");
    expect(docs.body).toContain("swagger");
    expect(docs.headers["content-security-policy"]).toContain("default-src 'self'");
    expect(docs.headers["content-security-policy"]).not.toContain("upgrade-insecure-requests");
  });
});
