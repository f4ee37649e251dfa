import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoAdmin, demoViewer, type JobView } from "@projectionist/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSystem, temporaryFolder, type System } from "./testing/system.ts";

const folder = temporaryFolder();
let system: System;
let token: string;
let cookie: string;

beforeAll(async () => {
  const set = join(folder.path, "landing", "films");
  mkdirSync(set, { recursive: true });
  writeFileSync(
    join(set, "movies.csv"),
    "movieId,title,genres\n1,Paper Moons (1995),Drama\n2,Tide Tables (2003),Comedy\n",
  );
  writeFileSync(join(set, "ratings.csv"), "userId,movieId,rating,timestamp\n1,1,4.0,1000000300\n1,2,3.5,1000000100\n");
  // As if the simulated viewers had been there: nothing here needs them.
  writeFileSync(join(folder.path, "demo-history.done"), "");
  system = await startSystem({ folder: folder.path });
  token = await logIn(demoAdmin.email, readFileSync(join(folder.path, "admin-password"), "utf8").trim());
});
afterAll(async () => {
  await system?.stop("SIGTERM");
  folder.remove();
});

async function logIn(email: string, password: string): Promise<string> {
  const reply = await call("POST", "/v1/auth/login", { email, password });
  return ((await reply.json()) as { accessToken: string }).accessToken;
}

function call(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  return fetch(`${system.url}${path}`, {
    method,
    headers: { ...(body && { "content-type": "application/json" }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
    redirect: "manual",
  });
}
async function asAdmin<T>(method: string, path: string, body?: object): Promise<T> {
  const reply = await call(method, path, body, { authorization: `Bearer ${token}` });
  expect(reply.status, path).toBeLessThan(300);
  return (await reply.json()) as T;
}
const board = (method: string, path: string, body?: object, headers = {}) =>
  call(method, `/v1/ops/board${path}`, body, { cookie, origin: system.url, ...headers });
const finished = async (id: string) => {
  const job = () => asAdmin<JobView>("GET", `/v1/ops/jobs/${id}`);
  await expect.poll(async () => (await job()).finishedAt, { timeout: 60_000 }).not.toBeNull();
  return job();
};

describe("background jobs", { timeout: 120_000 }, () => {
  it("the administrator signs in to the board in a browser's way; a viewer does not get in", async () => {
    const signIn = (email: string, password: string) =>
      fetch(`${system.url}/v1/ops/board/sign-in`, {
        method: "POST",
        headers: { origin: system.url },
        body: new URLSearchParams({ email, password }),
        redirect: "manual",
      });
    expect((await signIn(demoViewer.email, demoViewer.password)).status).toBe(403);
    const reply = await signIn(demoAdmin.email, readFileSync(join(folder.path, "admin-password"), "utf8").trim());
    expect(reply.status).toBe(303);
    [cookie = ""] = reply.headers.get("set-cookie")!.split(";");
    const page = await board("GET", "");
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Projectionist jobs");
  });

  it("a data set in the landing place is imported from the board, once", async () => {
    const start = async () => {
      const added = { name: "import", data: { file: "films", again: true }, options: {} };
      const reply = await board("POST", "/api/queues/import/add", added);
      return finished(((await reply.json()) as { job: { id: string } }).job.id);
    };
    expect(await start()).toMatchObject({ state: "completed", result: { films: { new: 2 }, ratings: { new: 2 } } });
    expect(await start()).toMatchObject({ state: "completed", result: { films: { same: 2 }, ratings: { same: 2 } } });
    expect(await (await call("GET", "/v1/movies/ml-2")).json()).toMatchObject({ title: "Tide Tables", year: 2003 });
  });

  it("a job that fails says why, on the board and in the list", async () => {
    const { id } = await asAdmin<JobView>("POST", "/v1/ops/jobs", { name: "import", data: { file: "../admin-key" } });
    expect(await finished(id)).toMatchObject({
      state: "failed",
      attempts: 1,
      error: expect.stringContaining("leads out"),
    });
    const { job } = (await (await board("GET", `/api/queues/import/${id}`)).json()) as {
      job: { failedReason: string };
    };
    expect(job.failedReason).toContain("leads out of the landing place");
    const { items, kinds } = await asAdmin<{ items: JobView[]; kinds: object[] }>("GET", "/v1/ops/jobs?state=failed");
    expect(items.map((one) => one.id)).toEqual([id]);
    expect(kinds).toMatchObject([
      { name: "enrich", service: "catalog", nextRunAt: null },
      { name: "embed", service: "catalog" },
      { name: "import", service: "catalog", counts: { completed: 2, failed: 1 } },
      { name: "rebuild", service: "recommender", nextRunAt: null },
      { name: "train", service: "recommender", nextRunAt: expect.any(String) },
      { name: "verify", service: "recommender" },
      { name: "rollback", service: "recommender" },
    ]);
  });

  it("the board's cookie opens nothing else, and changes nothing from elsewhere", async () => {
    expect((await call("GET", "/v1/ops/jobs", undefined, { cookie })).status).toBe(401);
    const retry = board("PUT", "/api/queues/import/import.1/retry", undefined, { origin: "http://evil.example" });
    expect((await retry).status).toBe(403);
  });
});
