import { deadLetterHeaders, encodeEvent, type MovieRated } from "@projectionist/contracts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestActivity, type TestActivity } from "../activity.fixture.ts";

const topic = "activity.signals";
const PATH = "/v1/ops/dead-letters";
const UNREADABLE = Buffer.from([0, 0, 0, 9, 9, 1]);
const rated: MovieRated = {
  type: "MovieRated",
  eventId: "e-1",
  occurredAt: 1,
  userId: "ann",
  movieId: "heat-1995",
  rating: 4,
  recommendationId: null,
};

let activity: TestActivity;
beforeEach(async () => {
  activity = await openTestActivity();
});
afterEach(() => activity.close());

const ask = (method: "GET" | "POST", path: string, who: string | null = "ops:one") =>
  activity.send(who, method, `${PATH}${path}`);
const open = async () => (await ask("GET", "?state=open")).body["items"] as Record<string, unknown>[];

/** Appends what is no event, and waits until activity has put it aside; answers the letter's path. */
async function poison(value: Buffer = UNREADABLE): Promise<string> {
  const [at] = await activity.log.append([{ topic, key: "ann", value, headers: { "event-id": "e-9" } }]);
  const path = `/${topic}/${at!.partition}/${at!.offset}`;
  await expect.poll(async () => (await ask("GET", path)).status, { timeout: 10_000 }).toBe(200);
  return path;
}

/** A letter whose record is readable, as a version left it that did not know its schema. */
async function readableLetter(offset: number): Promise<string> {
  const headers = {
    "event-id": rated.eventId,
    [deadLetterHeaders.topic]: topic,
    [deadLetterHeaders.partition]: "0",
    [deadLetterHeaders.offset]: String(offset),
    [deadLetterHeaders.group]: "activity.projections",
    [deadLetterHeaders.error]: "schema id 2 was never published",
    [deadLetterHeaders.schemaId]: "2",
  };
  await activity.log.append([{ topic: `${topic}.dlq`, key: "ann", value: encodeEvent(rated), headers }]);
  return `/${topic}/0/${offset}`;
}

async function historyOfAnn() {
  const mark = await activity.send("ann", "POST", "/v1/signals", { type: "clicked", movieId: "ran-1985" });
  const { items } = await activity.fresh("ann", "/v1/me/history", mark.body["position"]);
  return (items as { eventId: string }[]).filter(({ eventId }) => eventId === rated.eventId);
}

test("what cannot be read is listed and shown as it is, and dropped for good", async () => {
  const path = await poison();
  const { body } = await ask("GET", path);
  expect(body).toMatchObject({
    topic,
    key: "ann",
    bytes: 6,
    error: "schema id 2313 was never published",
    reason: "schema id 2313 was never published",
    schemaId: 2313,
    groups: ["activity.projections"],
    headers: { "event-id": "e-9" },
    base64: UNREADABLE.toString("base64"),
    event: null,
    resolution: null,
  });
  expect(await open()).toMatchObject([{ topic, bytes: 6 }]);
  expect(await ask("POST", `${path}/replay`)).toMatchObject({ status: 409, body: { code: "dead-letter-unreadable" } });

  expect(await ask("POST", `${path}/drop?dryRun=true`)).toMatchObject({
    status: 200,
    body: { dryRun: true, letter: { resolution: null } },
  });
  expect(await open()).toHaveLength(1);
  expect((await ask("POST", `${path}/drop`)).body).toMatchObject({
    dryRun: false,
    letter: { resolution: { kind: "dropped", by: "ops:one", replayedTo: null } },
  });
  expect(await open()).toEqual([]);
  expect((await ask("GET", "?state=resolved")).body).toMatchObject({ counts: { open: 0, resolved: 1, notHeld: 0 } });
  expect(await ask("POST", `${path}/drop`)).toMatchObject({ status: 409, body: { code: "dead-letter-resolved" } });
  await activity.restart();
  expect(await open()).toEqual([]);
});

test("what this version can read is replayed and counts once, however often", async () => {
  const paths = [await readableLetter(5), await readableLetter(6)];
  expect((await ask("GET", paths[0]!)).body).toMatchObject({ reason: null, event: { type: "MovieRated", rating: 4 } });
  expect((await ask("POST", `${paths[0]}/replay?dryRun=true`)).body).toMatchObject({ dryRun: true });
  expect(await historyOfAnn()).toEqual([]);
  for (const path of paths) {
    expect((await ask("POST", `${path}/replay`)).body).toMatchObject({
      letter: { resolution: { kind: "replayed", replayedTo: expect.stringMatching(/^\d\/\d$/) } },
    });
  }
  expect(await historyOfAnn()).toHaveLength(1);
});

test("a replay whose outcome is not known stays open, and done again it counts once", async () => {
  const path = await readableLetter(5);
  activity.log.failNext("appendAnswer", { topic: "activity.signals" });
  expect(await ask("POST", `${path}/replay`)).toMatchObject({ status: 503, body: { code: "outcome-unknown" } });
  expect(await open()).toHaveLength(1);
  expect(await ask("POST", `${path}/replay`)).toMatchObject({ status: 200 });
  expect(await historyOfAnn()).toHaveLength(1);
});

test("the list goes page by page, and is for operators", async () => {
  for (let n = 1; n <= 3; n++) await poison(Buffer.from([n]));
  const first = (await ask("GET", "?limit=2")).body;
  expect(first["items"]).toHaveLength(2);
  const rest = (await ask("GET", `?limit=2&cursor=${String(first["nextCursor"])}`)).body;
  expect(rest["items"]).toHaveLength(1);
  expect(rest).not.toHaveProperty("nextCursor");
  const offsets = [...(first["items"] as { offset: number }[]), ...(rest["items"] as { offset: number }[])];
  expect(offsets.map(({ offset }) => offset)).toEqual([2, 1, 0]);
  expect((await ask("GET", "?topic=auth.users")).body).toMatchObject({ items: [] });
  expect((await ask("GET", "?cursor=bm9uZQ")).body["code"]).toBe("malformed-cursor");
  expect((await ask("GET", "", "ann")).status).toBe(403);
  expect((await ask("GET", "", null)).status).toBe(401);
  expect((await ask("GET", `/${topic}/0/99`)).body["code"]).toBe("dead-letter-not-found");
  expect((await ask("GET", `/nowhere/0/1`)).body["code"]).toBe("validation-failed");
});
