import { afterAll, beforeAll, expect, test } from "vitest";
import { createHealth } from "../health.ts";
import { createLogger } from "../logger.ts";
import { createMetrics } from "../metrics.ts";
import { createApp } from "./app.ts";

const health = createHealth();
const metrics = createMetrics("test");
let broken = false;
health.check("store", () => {
  if (broken) throw new Error("the store is gone");
});

const deps = {
  service: "test",
  logger: createLogger({ service: "test", level: "silent" }),
  verifyToken: () => Promise.reject(new Error("no tokens here")),
  health,
  metrics,
};
const app = createApp(deps);
app.get("/things/:id", async () => ({}));

beforeAll(async () => {
  await app.ready();
});
afterAll(() => app.close());

test("readiness follows the dependencies, liveness does not", async () => {
  expect((await app.inject("/readyz")).json()).toEqual({ status: "ready" });
  broken = true;
  const reply = await app.inject("/readyz?verbose");
  expect(reply.statusCode).toBe(503);
  expect(reply.json()).toMatchObject({
    status: "not-ready",
    checks: [{ name: "store", ok: false, error: "the store is gone" }],
  });
  expect((await app.inject("/livez")).statusCode).toBe(200);
  broken = false;
  expect((await app.inject("/readyz")).statusCode).toBe(200);
});

test("requests are measured by route, never by path", async () => {
  await app.inject("/things/secret-1");
  await app.inject("/nowhere/secret-2");
  const reply = await app.inject("/metrics");
  expect(reply.headers["content-type"]).toContain("text/plain");
  const lines = reply.body.split("\n");
  expect(lines).toContain(
    'http_request_duration_seconds_count{service="test",method="GET",route="/things/:id",status_code="200"} 1',
  );
  expect(lines).toContain('http_requests_in_flight{service="test"} 1');
  expect(lines.filter((line) => line.startsWith("nodejs_eventloop_lag_seconds"))).not.toEqual([]);
  expect(lines.filter((line) => line.includes("secret"))).toEqual([]);
});

test("says which version runs", async () => {
  expect((await app.inject("/version")).json()).toEqual({ service: "test", version: "0.1.0", node: process.version });
});

test("a public door answers probes, and keeps what is for operators to itself", async () => {
  const door = createApp({ ...deps, isPublic: true });
  expect((await door.inject("/readyz?verbose")).json()).toEqual({ status: "ready" });
  expect((await door.inject("/livez")).statusCode).toBe(200);
  for (const url of ["/metrics", "/version"]) expect((await door.inject(url)).statusCode).toBe(404);
  await door.close();
});

test("a draining service is not ready any more", async () => {
  health.draining();
  expect((await app.inject("/readyz")).json()).toEqual({ status: "draining" });
});
