import { expect, test } from "vitest";
import { createHealth } from "./health.ts";

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
