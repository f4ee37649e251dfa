import { afterEach, expect, test } from "vitest";
import { openEventLog } from "@projectionist/bus";
import { topicDefinitions } from "@projectionist/contracts";
import { createLogger, ProblemError } from "@projectionist/service-kit";
import { join } from "node:path";
import { openTestActivity, type TestActivity } from "./activity.fixture.ts";
import { startActivity, type ActivityOptions } from "./service.ts";

const open: TestActivity[] = [];
afterEach(async () => {
  for (const activity of open.splice(0).reverse()) await activity.close();
});

async function openOne(beside?: TestActivity): Promise<TestActivity> {
  const activity = await openTestActivity(beside);
  open.push(activity);
  return activity;
}

const optionsOf = ({ log, documents }: Pick<ActivityOptions, "log" | "documents">): ActivityOptions => ({
  log,
  documents,
  logger: createLogger({ service: "activity", level: "silent" }),
  verifyToken: async () => {
    throw new ProblemError("token-invalid");
  },
  host: "127.0.0.1",
  port: 0,
});

test("two instances count an id once, and each answers what the other was told", async () => {
  const first = await openOne();
  const second = await openOne(first);
  const instances = [first, second];
  const body = { type: "rated", value: 4, movieId: "heat-1995", eventId: "same" };
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, index) => instances[index % 2]!.send("ann", "POST", "/v1/signals", body)),
  );
  for (const [index, reply] of replies.entries()) {
    expect(reply.status).toBe(202);
    const other = instances[(index + 1) % 2]!;
    const after = reply.body["position"];
    const history = await other.fresh("ann", "/v1/me/history", after);
    expect(history).toMatchObject({ fresh: true });
    expect(history["items"]).toHaveLength(1);
    const film = await other.fresh("ann", "/v1/movies/heat-1995/reviews", after);
    expect(film).toMatchObject({ ratings: { count: 1, average: 4 } });
  }
}, 30_000);

test("answers at its URL until it is stopped", async () => {
  const { log, documents } = await openOne();
  const activity = await startActivity(optionsOf({ log, documents }));
  expect((await fetch(`${activity.url}/readyz`)).status).toBe(200);
  expect((await fetch(`${activity.url}/v1/me/history`)).status).toBe(401);
  await activity.stop();
  await expect(fetch(`${activity.url}/livez`)).rejects.toThrow();
});

test("documents made from another log are refused with the cure", async () => {
  const activity = await openOne();
  const { body } = await activity.send("ann", "POST", "/v1/signals", { type: "liked", movieId: "heat-1995" });
  await activity.fresh("ann", "/v1/me/history", body["position"]);
  const log = await openEventLog(`sqlite:${join(activity.folder, "another.db")}`);
  await log.createTopics(topicDefinitions);
  await expect(startActivity(optionsOf({ log, documents: activity.documents }))).rejects.toThrow("restore the log");
  await log.close();
});

test("documents are taken over that were made before the log could tell a topic from one made anew", async () => {
  const activity = await openOne();
  const { body } = await activity.send("ann", "POST", "/v1/signals", { type: "liked", movieId: "heat-1995" });
  await activity.fresh("ann", "/v1/me/history", body["position"]);
  const { log, documents } = activity;
  const former = await log.epoch("activity.signals");
  const renamed = { ...log, epoch: async () => "renamed", formerEpoch: async () => former };
  await (await startActivity(optionsOf({ log: renamed, documents }))).stop();
  await expect(startActivity(optionsOf({ log, documents }))).rejects.toThrow("restore the log");
});
