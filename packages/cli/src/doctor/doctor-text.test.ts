import type { Diagnosis } from "@projectionist/contracts";
import { expect, test } from "vitest";
import { doctorText } from "./doctor-text.ts";

const ready = { status: "ready", version: "0.1.0", node: "v24.0.0" } as const;
const diagnosis: Diagnosis = {
  services: [
    { ...ready, service: "gateway", checks: [{ name: "keys", required: true, ok: true, ms: 2 }] },
    {
      ...ready,
      service: "auth",
      status: "not-ready",
      checks: [{ name: "documents", required: true, ok: false, ms: 9, error: "gone\n" }],
    },
  ],
  findings: [],
  held: { signals: 2_000_000, films: 100, window: 5 },
};

test("tells of every service, also one that is away, and of a check that fails", () => {
  const lines = doctorText({ diagnosis, findings: [] }, { signalsPerViewer: 100 }).split("\n");
  expect(lines.slice(1, 6).map((line) => line.trim().split(/ {2,}/))).toEqual([
    ["gateway", "ready", "0.1.0", "v24.0.0", "keys 2 ms"],
    ["auth", "not-ready", "0.1.0", "v24.0.0", "documents FAILS (gone\\u000a)"],
    ["catalog", "away"],
    ["activity", "away"],
    ["recommender", "away"],
  ]);
});

test("tells what is and will be held, by the films and viewers that are assumed", () => {
  const text = doctorText({ diagnosis, findings: [] }, { signalsPerViewer: 50, films: 1_000 });
  expect(text).toContain("2,000,000 signals and 100 films are held.");
  expect(text).toContain("with 1,000 films and 50 signals a viewer");
  expect(/pairs of films +999,000 +999,000/.test(text)).toBe(true);
  expect(text).toContain("up to 5 pairs of films");
  expect(text.endsWith("Nothing is wrong.\n")).toBe(true);
});
