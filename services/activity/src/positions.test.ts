import type { Positions } from "@projectionist/contracts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestActivity, type TestActivity } from "./activity.fixture.ts";
import { partitionOf } from "./ingest/ingest.ts";
import { openCollections } from "./projection/collections.ts";

let activity: TestActivity;
beforeEach(async () => {
  activity = await openTestActivity();
});
afterEach(() => activity.close());

const positions = async () => {
  const { status, body } = await activity.send("ops:one", "GET", "/v1/ops/positions");
  expect(status).toBe(200);
  return body as unknown as Positions;
};

test("tells how far the documents have come, and names a log that ends before them", async () => {
  const liked = await activity.send("ann", "POST", "/v1/signals", { type: "liked", movieId: "heat-1995" });
  await activity.fresh("ann", "/v1/me/history", liked.body["position"]);
  const partition = partitionOf("ann");
  const { groups, findings } = await positions();
  expect(findings).toEqual([]);
  expect(groups.map(({ group }) => group)).toEqual(["activity.projections", "activity.users"]);
  expect(groups[0]!.partitions[partition]).toMatchObject({ end: 1, next: 1, lag: 0, fences: null });

  const { progress } = await openCollections(activity.documents);
  const { value } = (await progress.get(String(partition)))!;
  await progress.put(String(partition), { ...value, nextOffset: 1_000 });
  expect((await positions()).findings).toMatchObject([
    {
      severity: "error",
      group: "activity.projections",
      topic: "activity.signals",
      partition,
      what: expect.stringContaining("reflects offset 999, and the log ends at 1"),
      cure: expect.stringContaining("Restore the log"),
    },
  ]);
});

test("is for operators", async () => {
  expect((await activity.send("ann", "GET", "/v1/ops/positions")).status).toBe(403);
  expect((await activity.send("ann", "GET", "/v1/ops/diagnosis")).status).toBe(403);
});
