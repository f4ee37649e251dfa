import { expect, test } from "vitest";
import { createHealth } from "./health.ts";

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
