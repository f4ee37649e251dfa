import { openJobs, type Jobs } from "@projectionist/jobs";
import { JobsUnavailableError } from "@projectionist/jobs";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createApp } from "../http/app.ts";
import { ProblemError } from "../http/problem-error.ts";
import { createLogger } from "../logger.ts";
import type { Principal } from "../principal.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { jobRoutes } from "./job-routes.ts";

const nobody = { scopes: [], role: null } as const;
const principals: Readonly<Record<string, Principal>> = {
  admin: { ...nobody, kind: "user", id: "u-admin", role: "admin" },
  viewer: { ...nobody, kind: "user", id: "u-viewer", role: "viewer" },
  importer: { ...nobody, kind: "service", id: "k-importer", scopes: ["catalog:write"] },
};

let jobs: Jobs;
let app: FastifyInstance;
beforeEach(async () => {
  jobs = await openJobs("memory:");
  app = build(jobs);
});
afterEach(async () => {
  await app.close();
  await jobs.close();
});

function build(jobs: Jobs, service: "catalog" | "recommender" = "catalog") {
  const app = createApp({
    service,
    logger: createLogger({ service, level: "silent" }),
    async verifyToken(token) {
      const principal = principals[token];
      if (!principal) throw new ProblemError("token-invalid");
      return principal;
    },
  });
  jobRoutes(app, service, jobs);
  return app;
}
async function ask(method: "GET" | "POST" | "DELETE", url: string, payload?: object, token = "admin") {
  const headers = { authorization: `Bearer ${token}` };
  const reply = await app.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: reply.statusCode, headers: reply.headers, body: reply.json<Record<string, unknown>>() };
}
const start = (data: object = {}) => ask("POST", "/v1/ops/jobs", { name: "enrich", data });

test("a job is started, watched and found in the list", async () => {
  jobs.define("enrich", async (_data, { log, progress }) => {
    log("one line");
    progress(1, "all of it");
    return { films: 3 };
  });
  const { status, headers, body } = await start({ refresh: true });
  expect(status).toBe(202);
  expect(body).toMatchObject({ name: "enrich", data: { refresh: true } });
  const url = String(headers["location"]);
  expect(url).toBe(`/v1/ops/jobs/${String(body["id"])}`);
  await expect.poll(async () => (await ask("GET", url)).body["state"]).toBe("completed");
  const job = (await ask("GET", url)).body;
  expect(job).toMatchObject({
    progress: { share: 1, note: "all of it" },
    attempts: 1,
    error: null,
    result: { films: 3 },
    log: ["one line"],
    createdAt: expect.stringMatching(/^20.*Z$/),
    finishedAt: expect.stringMatching(/^20.*Z$/),
  });
  const { log: _log, ...listed } = job;
  expect((await ask("GET", "/v1/ops/jobs?name=enrich&state=completed")).body).toMatchObject({ items: [listed] });
  expect((await ask("GET", "/v1/ops/jobs?state=failed")).body).toMatchObject({ items: [] });
});

test("the same is not begun twice at once", async () => {
  const id = (await start({ movieIds: ["a"], refresh: true })).body["id"];
  expect((await start({ refresh: true, movieIds: ["a"] })).body["id"]).toBe(id);
  expect((await start({ movieIds: ["b"] })).body["id"]).not.toBe(id);
});

test("a start joins the job that the service has asked for itself, with the same data in another order", async () => {
  const id = await enqueueJob(jobs, "enrich", { movieIds: ["a"], refresh: true });
  expect((await start({ refresh: true, movieIds: ["a"] })).body["id"]).toBe(id);
  expect((await start({ refresh: true })).body["id"]).not.toBe(id);
});

test("a job is cancelled once", async () => {
  const { body } = await start();
  const url = `/v1/ops/jobs/${String(body["id"])}`;
  expect(await ask("DELETE", url)).toMatchObject({ status: 202, body: { state: "cancelled" } });
  expect(await ask("DELETE", url)).toMatchObject({ status: 409, body: { code: "job-finished" } });
});

test("kinds of jobs are listed with how many there are and when the next one comes", async () => {
  await jobs.schedule("enrich", { cron: "0 0 1 1 *" });
  await start();
  const { body } = await ask("GET", "/v1/ops/jobs");
  const none = { waiting: 0, delayed: 0, running: 0, completed: 0, failed: 0 };
  const enrich = {
    name: "enrich",
    service: "catalog",
    summary: expect.stringContaining("TMDB"),
    counts: { ...none, waiting: 1, delayed: 1 },
    schedule: { cron: "0 0 1 1 *" },
    nextRunAt: new Date(Date.UTC(new Date().getUTCFullYear() + 1, 0, 1)).toISOString(),
  };
  const others = ["embed", "import"].map((name): unknown =>
    expect.objectContaining({ name, counts: none, schedule: null, nextRunAt: null }),
  );
  expect(body["kinds"]).toEqual([enrich, ...others]);
  expect((await ask("GET", "/v1/ops/jobs?name=enrich")).body["kinds"]).toEqual([enrich]);
});

test("a job that failed is tried again by hand, one that waits is not", async () => {
  const id = await jobs.enqueue("enrich", {}, { attempts: 1 });
  const url = `/v1/ops/jobs/${id}`;
  expect(await ask("POST", `${url}/retry`)).toMatchObject({ status: 409, body: { code: "job-not-retryable" } });
  let failed = false;
  jobs.define("enrich", async () => {
    if (failed) return "done";
    failed = true;
    throw new Error("no luck");
  });
  await expect.poll(async () => (await ask("GET", url)).body["state"]).toBe("failed");
  expect(await ask("POST", `${url}/retry`)).toMatchObject({ status: 202, body: { id } });
  await expect.poll(async () => (await ask("GET", url)).body).toMatchObject({ state: "completed", result: "done" });
});

test("a job is not tried again beside another that does the same, which is named", async () => {
  const { body: first } = await start();
  const url = `/v1/ops/jobs/${String(first["id"])}`;
  await ask("DELETE", url);
  const { body: second } = await start();
  const detail = expect.stringContaining(String(second["id"]));
  const refused = { status: 409, body: { code: "job-not-retryable", detail } };
  expect(await ask("POST", `${url}/retry`)).toMatchObject(refused);
});

test("another service's jobs are not touched, on the same engine too", async () => {
  const id = await jobs.enqueue("enrich", {});
  await app.close();
  app = build(jobs, "recommender");
  const { items, kinds } = (await ask("GET", "/v1/ops/jobs")).body as { items: object[]; kinds: { service: string }[] };
  expect({ items, services: new Set(kinds.map(({ service }) => service)) }).toEqual({
    items: [],
    services: new Set(["recommender"]),
  });
  expect(await ask("DELETE", `/v1/ops/jobs/${id}`)).toMatchObject({ status: 404, body: { code: "job-not-found" } });
  const { status, body } = await start();
  expect(status).toBe(400);
  expect(body["errors"]).toEqual([{ path: "/name", message: expect.stringContaining("catalog") }]);
});

test.each(["enrich.none", "train.1", "x"])("there is no job %s", async (id) => {
  for (const method of ["GET", "DELETE"] as const) {
    expect(await ask(method, `/v1/ops/jobs/${id}`)).toMatchObject({ status: 404, body: { code: "job-not-found" } });
  }
});

test.each([
  [{ name: "conquer" }, "/name"],
  [{ name: "enrich", data: { movieIds: [] } }, "/data/movieIds"],
  [{ name: "enrich", data: { force: true } }, "/data/force"],
  [{ data: {} }, "/name"],
  [{ name: "import" }, "/data"],
  [{ name: "import", data: { limit: 3 } }, "/data/file"],
])("%j is refused, naming %s", async (payload, path) => {
  const { status, body } = await ask("POST", "/v1/ops/jobs", payload);
  expect(status).toBe(400);
  expect(body["errors"]).toContainEqual(expect.objectContaining({ path }));
});

test.each(["viewer", "importer"])("a %s may not touch jobs", async (who) => {
  expect((await ask("GET", "/v1/ops/jobs", undefined, who)).body).toMatchObject({ status: 403, code: "forbidden" });
  expect((await ask("POST", "/v1/ops/jobs", { name: "enrich" }, who)).status).toBe(403);
});

test("while the jobs cannot be reached the answer is 503", async () => {
  await app.close();
  const away = async () => Promise.reject(new JobsUnavailableError("Redis does not answer"));
  app = build({ ...jobs, enqueue: away, list: away, get: away });
  for (const reply of [await start(), await ask("GET", "/v1/ops/jobs"), await ask("GET", "/v1/ops/jobs/enrich.1")]) {
    expect(reply).toMatchObject({ status: 503, body: { code: "unavailable" }, headers: { "retry-after": "1" } });
  }
});
