import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { ProblemError, createLogger, type Principal } from "@projectionist/service-kit";
import type { FastifyInstance, InjectOptions } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildApp } from "../app.ts";
import { createUpstream } from "../upstream.ts";

const tokenOf = (role: string, exp = Math.floor(Date.now() / 1000) + 900) =>
  `h.${Buffer.from(JSON.stringify({ role, exp })).toString("base64url")}.s`;
const admin = tokenOf("admin");
const viewer = tokenOf("viewer");
const ended = tokenOf("admin", 1);

const job = {
  id: "enrich.1",
  name: "enrich",
  data: { refresh: true },
  state: "failed",
  progress: { share: 0.5, note: "half" },
  attempts: 2,
  error: "no luck",
  result: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  startedAt: "2026-01-01T00:00:01.000Z",
  finishedAt: "2026-01-01T00:00:02.000Z",
};
const kind = {
  name: "enrich",
  service: "catalog",
  summary: "Enriches",
  counts: { waiting: 0, delayed: 0, running: 0, completed: 3, failed: 1 },
  schedule: { cron: "0 3 * * 0" },
  nextRunAt: "2026-01-04T03:00:00.000Z",
};

let seen: { call: string; body: string; authorization: string | undefined; cookie: string | undefined }[];
let servers: Server[];
let app: FastifyInstance;

async function openService(answer: (call: string, body: string) => [status: number, body: object]): Promise<string> {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const call = `${request.method} ${request.url}`;
      const { authorization, cookie } = request.headers;
      seen.push({ call, body, authorization, cookie });
      const [status, reply] = answer(call, body);
      const type = status < 400 ? "application/json" : "application/problem+json";
      response.writeHead(status, { "content-type": type }).end(JSON.stringify(reply));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const user = { id: "u-1", email: "admin@example.com", displayName: "Admin", createdAt: "2026-01-01T00:00:00.000Z" };

beforeEach(async () => {
  seen = [];
  servers = [];
  const auth = await openService((_call, body) => {
    if (body.includes("wrong")) return [401, { title: "E-mail or password is wrong", detail: "Check both." }];
    const role = body.includes("alice") ? "viewer" : "admin";
    const session = { accessToken: tokenOf(role), refreshToken: "r", expiresIn: 900, user: { ...user, role } };
    return [200, session];
  });
  const catalog = await openService((call) => {
    if (call.startsWith("GET /v1/ops/jobs/")) return [200, { ...job, log: ["one line"] }];
    if (call.startsWith("GET")) return [200, { items: [job], kinds: [kind] }];
    return [202, job];
  });
  app = await buildApp({
    logger: createLogger({ service: "gateway", level: "silent" }),
    async verifyToken(token): Promise<Principal> {
      const { role, exp } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as {
        role: "admin" | "viewer";
        exp?: number;
      };
      if (exp === undefined) throw new ProblemError("token-invalid");
      if (exp * 1000 < Date.now()) throw new ProblemError("token-expired");
      return { kind: "user", id: role, role, scopes: [] };
    },
    upstream: createUpstream(
      { auth, catalog, activity: "http://127.0.0.1:9", recommender: "http://127.0.0.1:9" },
      { readMs: 2_000, writeMs: 2_000 },
    ),
    limits: { viewersPerMinute: 0, serviceKeysPerMinute: 0 },
    corsOrigins: [],
    trustProxy: "127.0.0.1",
  });
});
afterEach(async () => {
  await app.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const html = { accept: "text/html,*/*" };
const sameOrigin = { host: "films.example", origin: "http://films.example", "sec-fetch-site": "same-origin" };
const cookieOf = (token: string) => ({ cookie: `other=1; board-session=${token}` });
const ask = (method: "GET" | "POST" | "PUT" | "DELETE", url: string, headers: object, more: InjectOptions = {}) =>
  app.inject({ method, url, headers: { ...headers } as Record<string, string>, ...more });
const board = (path: string, headers: object = {}) => ask("GET", `/v1/ops/board${path}`, headers);
const signIn = (form: string, headers: object = sameOrigin) =>
  ask(
    "POST",
    "/v1/ops/board/sign-in",
    { ...headers, "content-type": "application/x-www-form-urlencoded" },
    { payload: form },
  );
const good = "email=admin%40example.com&password=secret";

describe("without a session", () => {
  it.each(["", "/", "/queue/enrich"])("a browser gets the sign-in page at the board's path%s", async (path) => {
    const reply = await board(path, html);
    expect(reply.statusCode).toBe(401);
    expect(reply.body).toContain('<form method="post" action="/v1/ops/board/sign-in">');
    expect(reply.headers["content-security-policy"]).toMatch(
      /^default-src 'none'; style-src 'sha256-.*frame-ancestors 'none'$/,
    );
    expect(reply.headers["cache-control"]).toBe("no-store");
  });

  it("calls and files of the board are refused by a problem document", async () => {
    for (const path of ["/api/queues", "/static/images/logo.svg"]) {
      expect((await board(path)).json()).toMatchObject({ status: 401, code: "unauthenticated" });
    }
    expect(seen).toEqual([]);
  });

  it("a session that has ended says so", async () => {
    expect((await board("", { ...html, ...cookieOf(ended) })).body).toContain("Your session has ended");
    expect(
      (await board("", { ...html, ...cookieOf(`h.${Buffer.from("{}").toString("base64url")}.s`) })).statusCode,
    ).toBe(401);
  });

  it("a viewer's is not enough", async () => {
    const reply = await board("", { ...html, ...cookieOf(viewer) });
    expect(reply.statusCode).toBe(403);
    expect(reply.body).toContain("no administrator");
    expect((await board("/api/queues", { authorization: `Bearer ${viewer}` })).json()).toMatchObject({
      code: "forbidden",
    });
  });
});

describe("signing in", () => {
  it("keeps the token in a cookie that scripts cannot read and that goes to the board alone", async () => {
    const reply = await signIn(good);
    expect(reply.statusCode).toBe(303);
    expect(reply.headers.location).toBe("/v1/ops/board");
    const attributes = String(reply.headers["set-cookie"]).split("; ").slice(1);
    expect(attributes).toEqual(expect.arrayContaining(["Path=/v1/ops/board", "HttpOnly", "SameSite=Strict"]));
    expect(attributes).not.toContain("Secure");
    const expires = attributes.find((one) => one.startsWith("Expires="))!.slice("Expires=".length);
    expect(Date.parse(expires) - Date.now()).toBeLessThanOrEqual(900_000);
    expect(Date.parse(expires) - Date.now()).toBeGreaterThan(800_000);
    expect(seen).toMatchObject([{ call: "POST /v1/auth/login", body: expect.stringContaining("admin@example.com") }]);
  });

  it("over https the cookie is kept to https", async () => {
    const reply = await signIn(good, { ...sameOrigin, origin: "https://films.example", "x-forwarded-proto": "https" });
    expect(String(reply.headers["set-cookie"])).toContain("; Secure");
  });

  it.each([
    ["a wrong password", "email=a%40b.cd&password=wrong", 401, "E-mail or password is wrong."],
    ["an account that is no administrator's", "email=alice%40b.cd&password=secret", 403, "no administrator"],
  ])("%s leads back to the page", async (_what, form, status, fault) => {
    const reply = await signIn(form);
    expect(reply.statusCode).toBe(status);
    expect(reply.body).toContain(fault);
    expect(reply.headers["set-cookie"]).toBeUndefined();
  });

  it("shows what was typed as text alone", async () => {
    const { body } = await signIn(`email=${encodeURIComponent('"><script>alert(1)</script>')}&password=wrong`);
    expect(body).not.toContain("<script>");
  });

  it.each([
    { ...sameOrigin, "sec-fetch-site": "cross-site" },
    { host: "films.example", origin: "https://evil.example" },
    { host: "films.example", origin: "null" },
    { host: "films.example" },
  ])("is refused from elsewhere: %j", async (headers) => {
    expect((await signIn(good, headers)).statusCode).toBe(403);
    expect(seen).toEqual([]);
  });

  it("is done for a script that shows an administrator's token", async () => {
    const reply = await ask("POST", "/v1/ops/session", { authorization: `Bearer ${admin}` });
    expect(reply.statusCode).toBe(200);
    expect(Date.parse(reply.json<{ expiresAt: string }>().expiresAt)).toBeGreaterThan(Date.now());
    expect(String(reply.headers["set-cookie"])).toMatch(/^board-session=h\..*Path=\/v1\/ops\/board/);
    const refused = await ask("POST", "/v1/ops/session", { authorization: `Bearer ${viewer}` });
    expect(refused.json()).toMatchObject({ status: 403, code: "forbidden" });
    expect((await ask("POST", "/v1/ops/session", cookieOf(admin))).statusCode).toBe(401);
  });
});

describe("signing out", () => {
  it("takes the cookie back, where it was sent", async () => {
    const reply = await board("/sign-out", cookieOf(admin));
    expect(reply.statusCode).toBe(303);
    expect(reply.headers["set-cookie"]).toMatch(/^board-session=; Max-Age=0; Path=\/v1\/ops\/board/);
    expect((await board("/sign-out")).headers["set-cookie"]).toBeUndefined();
    const api = await ask("DELETE", "/v1/ops/session", {});
    expect(api.statusCode).toBe(204);
    expect(api.headers["set-cookie"]).toContain("Max-Age=0");
  });
});

describe("with a session", () => {
  it("shows the board, which loads nothing from elsewhere", async () => {
    const reply = await board("/", { ...html, ...cookieOf(admin) });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers["content-security-policy"]).toContain("script-src 'self';");
    expect(reply.body).toContain('<base href="/v1/ops/board/" />');
    expect(reply.body).not.toMatch(/(?:src|href)="https?:|<%/);
    const script = /src="(static\/js\/[^"]+)"/.exec(reply.body)![1]!;
    const file = await board(`/${script}`, cookieOf(admin));
    expect(file.statusCode).toBe(200);
    expect(file.headers["content-type"]).toContain("javascript");
  });

  it("lists the jobs that the services have, in the administrator's name, without the cookie", async () => {
    const { queues } = (await board("/api/queues?activeQueue=enrich&page=1&jobsPerPage=10", cookieOf(admin))).json<{
      queues: object[];
    }>();
    expect(queues).toContainEqual(
      expect.objectContaining({
        name: "enrich",
        counts: { active: 0, waiting: 0, delayed: 0, completed: 3, failed: 1 },
        jobs: [
          expect.objectContaining({ id: "enrich.1", failedReason: "no luck", attempts: 2, data: { refresh: true } }),
        ],
        jobSchedulerCount: 1,
      }),
    );
    expect(queues).toContainEqual(
      expect.objectContaining({
        name: "rebuild",
        description: expect.stringContaining("not known now: recommender does not answer"),
        jobs: [],
      }),
    );
    expect(seen.length).toBeGreaterThan(0);
    for (const { authorization, cookie } of seen)
      expect({ authorization, cookie }).toEqual({ authorization: `Bearer ${admin}`, cookie: undefined });
  });

  it("shows a job, its log and the next run", async () => {
    const path = "/api/queues/enrich/enrich.1";
    expect((await board(path, cookieOf(admin))).json()).toMatchObject({ status: "failed", job: { id: "enrich.1" } });
    expect((await board(`${path}/logs`, cookieOf(admin))).json()).toEqual(["one line"]);
    const { schedulers } = (await board("/api/job-schedulers?queueName=enrich", cookieOf(admin))).json<{
      schedulers: object[];
    }>();
    expect(schedulers).toMatchObject([{ pattern: "0 3 * * 0", next: Date.parse(kind.nextRunAt) }]);
  });

  const put = (path: string, headers: object, payload?: object) =>
    ask("PUT", `/v1/ops/board/api/queues/enrich/${path}`, headers, payload && { payload });

  it("starts jobs and tries them again, asked by its own pages", async () => {
    const headers = { ...sameOrigin, ...cookieOf(admin) };
    const added = { name: "enrich", data: { refresh: true }, options: {} };
    const reply = await ask("POST", "/v1/ops/board/api/queues/enrich/add", headers, { payload: added });
    expect(reply.statusCode).toBe(200);
    expect(seen.at(-1)).toMatchObject({ call: "POST /v1/ops/jobs", body: '{"name":"enrich","data":{"refresh":true}}' });
    expect((await put("enrich.1/retry", headers)).statusCode).toBe(204);
    expect(seen.at(-1)).toMatchObject({ call: "POST /v1/ops/jobs/enrich.1/retry" });
  });

  it("changes nothing when another site asks, and nothing that it cannot change", async () => {
    for (const headers of [{}, { "sec-fetch-site": "same-site" }, { origin: "http://evil.example" }]) {
      const reply = await put("enrich.1/retry", { host: "films.example", ...cookieOf(admin), ...headers });
      expect(reply.json()).toMatchObject({ status: 403, code: "forbidden" });
    }
    expect(seen).toEqual([]);
    const headers = { ...sameOrigin, ...cookieOf(admin) };
    expect((await put("obliterate", headers, { force: true })).statusCode).toBe(400);
    for (const path of ["pause", "enrich.1/clean", "clean/failed", "job-schedulers/enrich/remove"]) {
      const reply = await put(path, headers, {});
      expect(reply.statusCode, path).toBeGreaterThanOrEqual(400);
      expect(reply.json<{ error: string }>().error, path).toMatch(/\w+ .*\./);
    }
    expect(seen.filter(({ call }) => !call.startsWith("GET"))).toEqual([]);
  });

  it("takes a script's token in place of the cookie, from anywhere", async () => {
    const reply = await put("enrich.1/retry", { authorization: `Bearer ${admin}` });
    expect(reply.statusCode).toBe(204);
  });

  it("opens nothing but the board", async () => {
    for (const url of ["/v1/ops/jobs", "/v1/me", "/v1/keys"]) {
      expect((await ask("GET", url, cookieOf(admin))).json(), url).toMatchObject({ code: "unauthenticated" });
    }
    expect(seen).toEqual([]);
  });
});
