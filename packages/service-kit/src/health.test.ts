import { expect, test } from "vitest";
import { createHealth } from "./health.ts";
import { createLogger } from "./logger.ts";

test("changes of readiness are told once, with what failed", async () => {
  const lines: string[] = [];
  const logger = createLogger({
    service: "test",
    destination: {
      write: (line) => {
        const { level, msg, failing = [] } = JSON.parse(line) as { level: string; msg: string; failing?: string[] };
        lines.push([level, msg, ...failing].join(" "));
      },
    },
  });
  const health = createHealth(logger);
  let isThere = false;
  health.check("store", () => {
    if (!isThere) throw new Error("gone");
  });
  for (const there of [false, false, true, true, false, false, true]) {
    isThere = there;
    await health.report();
  }
  expect(lines).toEqual(["info not ready store: gone", "info ready", "warn not ready store: gone", "info ready"]);
});

test("what one can be ready without is named and decides nothing", async () => {
  const health = createHealth();
  health.check("fine", () => {});
  health.note("gone", () => Promise.reject(new Error("gone")));
  expect(await health.report()).toMatchObject({
    status: "ready",
    checks: [
      { name: "fine", required: true, ok: true },
      { name: "gone", required: false, ok: false, error: "gone" },
    ],
  });
});

test("a dependency that does not answer is not ready", async () => {
  const health = createHealth();
  health.check("stuck", () => new Promise(() => {}));
  health.check("fine", async () => {});
  const { status, checks } = await health.report();
  expect(status).toBe("not-ready");
  expect(checks).toMatchObject([
    { name: "stuck", ok: false, error: "no answer within 1000 ms" },
    { name: "fine", ok: true },
  ]);
});
