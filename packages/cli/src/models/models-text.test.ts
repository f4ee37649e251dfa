import type { ModelView, TrainResult } from "@projectionist/contracts";
import { expect, test } from "vitest";
import { modelText, modelsTable, trainReport, withdrawnText } from "./models-text.ts";

const model = (version: string, more: Partial<ModelView> = {}): ModelView => ({
  version,
  createdAt: "2026-11-21T22:15:00.123Z",
  published: false,
  position: "1.e.0-17",
  bytes: 12_345_678,
  sha256: "ab".repeat(32),
  metrics: {
    viewers: 6_040,
    films: 3_416,
    signals: 575_000,
    heldOut: 1_000,
    figures: { "next-item": { "ndcg@10": 0.1234, "ndcg@10 error": 0.004 }, "long-horizon": { "ndcg@10": 0.25 } },
  },
  config: { backend: "wasm, 2 threads" },
  ...more,
});

test("models are listed with what they are worth, and which one serves", () => {
  const lines = modelsTable([model("v2", { published: true }), model("v1", { metrics: {} })]).split("\n");
  expect(lines[0]).toMatch(/version +trained +viewers +films +signals +next-item NDCG@10 +long-horizon NDCG@10 +MB/);
  expect(lines[1]).toMatch(/^serves +v2 +2026-11-21 22:15:00 +6,040 +3,416 +575,000 +0\.1234 +0\.2500 +12\.3$/);
  expect(lines[2]).toMatch(/^ +v1 .* 0 +0 +0 +– +– +12\.3$/);
});

test("a model is shown with its sections", () => {
  const text = modelText({ ...model("v1"), sections: [{ name: "dlae/0", type: "f32", length: 11_669_056 }] });
  expect(text).toContain("judged by  1,000 viewers' newest signals");
  expect(text).toMatch(/dlae\/0 +f32 +11,669,056/);
  expect(text).toMatch(/next-item +ndcg@10 +0\.1234/);
  expect(text).not.toContain("error");
});

const result: TrainResult = {
  outcome: "trained",
  promoted: true,
  why: "it is not worse",
  version: "v2",
  replaces: "v1",
  backend: "typescript",
  films: 10,
  viewers: 20,
  signals: 300,
  heldOut: 15,
  figures: { "long-horizon": { "ndcg@10": 0.5 } },
  inUse: { "long-horizon": { "ndcg@10": 0.4 } },
  seconds: 1.25,
};

test("a training tells what it made, and how that compares", () => {
  const text = trainReport(result);
  expect(text).toContain("A new model serves from now on: it is not worse.");
  expect(text).toMatch(/part +metric +new +in use\nlong-horizon +ndcg@10 +0\.5000 +0\.4000/);
  expect(trainReport({ ...result, promoted: false, why: "worse" })).toContain("is kept, and does not serve");
  expect(trainReport({ ...result, outcome: "not due", why: "3 are new" })).toBe("Nothing was trained: 3 are new.");
  expect(trainReport({ ...result, outcome: "withdrawn", why: "nobody is left" })).toBe(
    "Nothing was trained, and no model serves any more: nobody is left.",
  );
});

test("where none serves, it is told which did, since when and why", () => {
  const text = withdrawnText({ version: "v1", withdrawnAt: "2026-11-21T22:15:00.123Z" });
  expect(text).toContain("No model serves: v1 was withdrawn at 2026-11-21T22:15:00.123Z");
  expect(text).toContain("erased");
});
