import { openJobs, type Jobs } from "@projectionist/jobs";
import { JobsUnavailableError } from "@projectionist/jobs";
import { createLogger } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildApp } from "../app.ts";
import { openCatalog } from "../testing/catalog.ts";
import { openEngines, verifyToken, type Engines } from "../testing/engines.ts";

let engines: Engines;
let jobs: Jobs;
let app: FastifyInstance;
beforeEach(async () => {
  engines = await openEngines();
  jobs = await openJobs("memory:");
  app = await build(jobs);
});
afterEach(async () => {
  await app.close();
  await jobs.close();
  await engines.close();
});

const build = async (jobs: Jobs) =>
  buildApp({
    catalog: await openCatalog(engines),
    jobs,
    logger: createLogger({ service: "catalog", level: "silent" }),
    verifyToken,
  });
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
  expect((await ask("GET", "/v1/ops/jobs?name=enrich&state=completed")).body).toEqual({ items: [listed] });
  expect((await ask("GET", "/v1/ops/jobs?state=failed")).body).toEqual({ items: [] });
});

test("the same is not begun twice at once", async () => {
  const id = (await start({ movieIds: ["a"], refresh: true })).body["id"];
  expect((await start({ refresh: true, movieIds: ["a"] })).body["id"]).toBe(id);
  expect((await start({ movieIds: ["b"] })).body["id"]).not.toBe(id);
});

test("a job is cancelled once", async () => {
  const { body } = await start();
  const url = `/v1/ops/jobs/${String(body["id"])}`;
  expect(await ask("DELETE", url)).toMatchObject({ status: 202, body: { state: "cancelled" } });
  expect(await ask("DELETE", url)).toMatchObject({ status: 409, body: { code: "job-finished" } });
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
  app = await build({ ...jobs, enqueue: away, list: away, get: away });
  for (const reply of [await start(), await ask("GET", "/v1/ops/jobs"), await ask("GET", "/v1/ops/jobs/enrich.1")]) {
    expect(reply).toMatchObject({ status: 503, body: { code: "unavailable" }, headers: { "retry-after": "1" } });
  }
});
