import { afterEach, beforeEach, expect, test } from "vitest";
import type { Collection } from "@projectionist/stores";
import { openTestActivity, type Reply, type TestActivity } from "../activity.fixture.ts";
import { partitionOf } from "../ingest/ingest.ts";
import { openCollections, type Collections } from "./collections.ts";

let activity: TestActivity;
let collections: Collections;
beforeEach(async () => {
  activity = await openTestActivity();
  collections = await openCollections(activity.documents);
});
afterEach(() => activity.close());

const like = (who: string, movieId: string) => activity.send(who, "POST", "/v1/signals", { type: "liked", movieId });
const historyOf = async (who: string, after: Reply) =>
  (await activity.fresh(who, "/v1/me/history", after.body["position"]))["items"];

async function empty<T extends object>(collection: Collection<T>): Promise<void> {
  const { items } = await collection.find({ limit: 1_000 });
  await Promise.all(items.map(({ id }) => collection.delete(id)));
}

async function loseEverything(): Promise<void> {
  const { movies, viewerMovies, signals, erasures, progress } = collections;
  for (const collection of [movies, viewerMovies, signals, erasures, progress]) {
    await empty(collection as unknown as Collection<object>);
  }
}

test("documents that are lost while nothing goes on are made again", async () => {
  const liked = await like("ann", "heat-1995");
  expect(await historyOf("ann", liked)).toHaveLength(1);
  await loseEverything();
  expect(await historyOf("ann", liked)).toHaveLength(1);
  expect((await collections.movies.get("heat-1995"))?.value.likes).toBe(1);
}, 30_000);

test("documents that are lost between two signals are made again before the second counts", async () => {
  expect(await historyOf("ann", await like("ann", "heat-1995"))).toHaveLength(1);
  await loseEverything();
  expect(await historyOf("ann", await like("ann", "heat-1995"))).toHaveLength(2);
  expect((await collections.movies.get("heat-1995"))?.value.likes).toBe(1);
}, 30_000);

test("nothing is projected while the log ends before what the documents reflect", async () => {
  const first = await like("ann", "heat-1995");
  expect(await historyOf("ann", first)).toHaveLength(1);
  const id = String(partitionOf("ann"));
  const { value } = (await collections.progress.get(id))!;
  await collections.progress.put(id, { ...value, nextOffset: 1_000 });
  const second = await like("ann", "ran-1985");
  await expect.poll(() => activity.text("/metrics"), { timeout: 10_000 }).toMatch(FAILED);
  expect(await collections.movies.get("ran-1985")).toBeUndefined();
  await collections.progress.put(id, value);
  expect(await historyOf("ann", second)).toHaveLength(2);
}, 30_000);

const FAILED = /kafka_messages_consumed_total\{[^}]*activity\.projections[^}]*failed[^}]*\} [1-9]/;
