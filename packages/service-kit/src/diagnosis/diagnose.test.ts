import { expect, test } from "vitest";
import { CheckError, createHealth } from "../health.ts";
import { diagnose } from "./diagnose.ts";

test("checks that fail and settings that are wrong are findings, the former by whether one can be ready without", async () => {
  const health = createHealth();
  health.check("log", () => {});
  health.check("documents", () => Promise.reject(new Error("gone")));
  health.note("posters", () => Promise.reject(new Error("away")));
  health.note("model", () => Promise.reject(new CheckError("withdrawn", "Train one.")));
  const fault = { severity: "error", what: "appendonly is off", cure: "Set it." } as const;
  const held = { signals: 3, films: 2, window: 10 };
  const {
    services,
    findings,
    held: told,
  } = await diagnose("activity", health, async () => ({ faults: [fault], held }));
  expect(services).toMatchObject([{ service: "activity", status: "not-ready", node: process.version }]);
  expect(services[0]!.checks).toHaveLength(4);
  expect(services[0]!.checks.at(-1)).toEqual({
    name: "model",
    required: false,
    ok: false,
    ms: expect.any(Number),
    error: "withdrawn",
  });
  expect(findings).toMatchObject([
    { severity: "error", service: "activity", what: 'the check "documents" fails: gone' },
    { severity: "warning", what: 'the check "posters" fails: away', cure: expect.stringContaining("can be reached") },
    { severity: "warning", what: 'the check "model" fails: withdrawn', cure: "Train one." },
    { ...fault, service: "activity" },
  ]);
  expect(told).toEqual(held);
});

test("what cannot be inspected is a finding, and the checks are told all the same", async () => {
  const { services, findings } = await diagnose("auth", createHealth(), () => Promise.reject(new Error("no way in")));
  expect(services).toMatchObject([{ status: "ready" }]);
  expect(findings).toMatchObject([{ severity: "warning", what: expect.stringContaining("no way in") }]);
});
