import type { FeedbackGiven, UserErased, ViewerErased } from "@projectionist/contracts";
import { publish } from "@projectionist/service-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestActivity, type TestActivity } from "../activity.fixture.ts";
import { openCollections, viewerMovieKey, type Collections } from "../projection/collections.ts";

let activity: TestActivity;
let collections: Collections;
beforeAll(async () => {
  activity = await openTestActivity();
  collections = await openCollections(activity.documents);
});
afterAll(() => activity.close());

const MOVIE = "alien-1979";
const like = { type: "liked", movieId: MOVIE } as const;
const signal = (who: string, body: object = like) => activity.send(who, "POST", "/v1/signals", body);
const userErased = (userId: string): UserErased => ({
  type: "UserErased",
  eventId: `gone-${userId}`,
  userId,
  occurredAt: Date.now(),
});
const viewerErased = (userId: string): ViewerErased => ({ ...userErased(userId), type: "ViewerErased" });
const liked = (userId: string, eventId: string): FeedbackGiven => ({
  type: "FeedbackGiven",
  eventId,
  userId,
  occurredAt: Date.now(),
  movieId: MOVIE,
  recommendationId: null,
  feedback: "liked",
});

/** The receipt of an erasure, once there is one. */
async function receiptOf(userId: string): Promise<Record<string, unknown>> {
  const ask = () => activity.send(null, "GET", `/v1/erasures/gone-${userId}`);
  await expect.poll(async () => (await ask()).status, { timeout: 15_000 }).toBe(200);
  return (await ask()).body;
}

/** How many documents are left of a viewer. */
async function leftOf(userId: string): Promise<number> {
  const { signals, viewerMovies, reviews } = collections;
  const counts = [signals.count({ userId }), viewerMovies.count({ userId }), reviews.count({ userId })];
  return (await Promise.all(counts)).reduce((sum, count) => sum + count);
}

const likesOf = async (movieId: string) => (await collections.movies.get(movieId))?.value.likes ?? 0;

test("a token that outlives its account writes nothing, and no service key writes for an erased viewer", async () => {
  expect((await signal("kim")).status).toBe(202);
  await publish(activity.log, [userErased("kim")]);
  await receiptOf("kim");

  const before = await activity.count("activity.signals");
  const writes = [
    ["PUT", `/v1/me/ratings/${MOVIE}`, { rating: 3 }],
    ["PUT", `/v1/me/watchlist/${MOVIE}`, undefined],
    ["POST", `/v1/movies/${MOVIE}/reviews`, { text: "From beyond." }],
    ["POST", "/v1/signals", { signals: [like] }],
  ] as const;
  for (const [method, url, body] of writes) {
    const reply = await activity.send("kim", method, url, body);
    expect(reply).toMatchObject({ status: 401, body: { code: "token-invalid" } });
  }
  expect(await signal("key:shop", { ...like, userId: "kim" })).toMatchObject({
    status: 410,
    body: { code: "viewer-erased", errors: [{ path: "/userId" }] },
  });
  expect(await activity.count("activity.signals")).toBe(before);

  const signals = [
    { ...like, userId: "kim" },
    { ...like, userId: "kai" },
  ];
  expect(await signal("key:shop", { signals })).toMatchObject({
    status: 202,
    body: {
      results: [{ outcome: "rejected", code: "viewer-erased", path: "/signals/0/userId" }, { outcome: "accepted" }],
    },
  });
});

test("the receipt says what went, to whoever has its id, and from which position on it is gone", async () => {
  await signal("lea", { type: "rated", value: 5, movieId: "heat-1995" });
  const back = await signal("lea", { type: "viewed", movieId: "heat-1995", eventId: "back" });
  await activity.fresh("lea", "/v1/me/history", back.body["position"]);
  await activity.send("lea", "DELETE", "/v1/me/history/back");
  const last = await activity.send("lea", "POST", "/v1/movies/heat-1995/reviews", { text: "Mine.", rating: 4 });
  const totals = async (after: unknown) =>
    (await activity.fresh(null, "/v1/movies/heat-1995/reviews", after))["ratings"] as object;
  expect(await totals(last.body["position"])).toMatchObject({ average: 4, count: 1 });

  const erasure = userErased("lea");
  await publish(activity.log, [erasure, erasure]);
  const receipt = await receiptOf("lea");
  expect(receipt).toEqual({
    receiptId: erasure.eventId,
    userId: "lea",
    erasedAt: new Date(erasure.occurredAt).toISOString(),
    position: expect.any(String),
    removed: { signals: { rated: 1, viewed: 1, reviewed: 1 }, reviewTexts: 1 },
  });
  expect(await totals(receipt["position"])).toMatchObject({ average: null, count: 0 });
  expect((await activity.fresh("lea", "/v1/me/history", receipt["position"]))["items"]).toEqual([]);
  expect(await leftOf("lea")).toBe(0);

  const again = await publish(activity.log, [{ ...viewerErased("lea"), eventId: "another" }]);
  await expect.poll(() => progressOf(again[0]!), { timeout: 15_000 }).toBe(true);
  expect(await receiptOf("lea")).toEqual(receipt);
  expect((await activity.send(null, "GET", "/v1/erasures/another")).body).toMatchObject({ code: "erasure-not-found" });
});

test("what slips in behind the erasure counts nowhere, and its text goes", async () => {
  const before = await likesOf(MOVIE);
  const text = { userId: "mia", movieId: MOVIE, eventId: "m-3", text: "Too late.", writtenAt: 0 };
  await collections.reviews.put("late-text", text);
  const { feedback: _, ...review } = {
    ...liked("mia", "m-3"),
    type: "ReviewPosted",
    reviewId: "late-text",
    rating: 5,
  } as const;
  const places = await publish(activity.log, [
    liked("mia", "m-1"),
    viewerErased("mia"),
    liked("mia", "m-2"),
    review,
    { type: "SignalRetracted", eventId: "m-4", userId: "mia", occurredAt: 0, retractedEventId: "m-1" },
  ]);
  const later = await publish(activity.log, [liked("mia", "m-5")]);
  await expect.poll(() => progressOf([...places, ...later].at(-1)!), { timeout: 15_000 }).toBe(true);
  expect(await leftOf("mia")).toBe(0);
  expect(await likesOf(MOVIE)).toBe(before);
  expect(await receiptOf("mia")).toMatchObject({ removed: { signals: { liked: 1 }, reviewTexts: 0 } });
});

test("viewers who go on while they are erased leave nothing behind", async () => {
  const before = await likesOf("ran-1985");
  const viewers = Array.from({ length: 8 }, (_, index) => `racer-${index}`);
  const race = viewers.map(async (who, index) => {
    const acts = Array.from({ length: 12 }, async (_, act) => {
      if (act === index) await publish(activity.log, [userErased(who)]);
      return act % 4 === 3
        ? activity.send(who, "POST", "/v1/movies/ran-1985/reviews", { text: `Number ${act}.` })
        : signal(who, { type: "liked", movieId: "ran-1985" });
    });
    return (await Promise.all(acts)).map(({ status }) => status);
  });
  const statuses = (await Promise.all(race)).flat();
  expect(statuses.filter((status) => ![202, 401, 409].includes(status))).toEqual([]);
  for (const who of viewers) await receiptOf(who);
  const ends = await activity.log.ends("activity.signals");
  await expect.poll(() => reached(ends), { timeout: 15_000 }).toBe(true);
  for (const who of viewers) expect(await leftOf(who)).toBe(0);
  expect(await likesOf("ran-1985")).toBe(before);
});

test("the next start deletes what a crash left of an erased viewer", async () => {
  await publish(activity.log, [viewerErased("noa")]);
  await receiptOf("noa");
  const fact = { eventId: "n-1", offset: 0, type: "liked", value: null, occurredAt: 0, retractedAt: null } as const;
  const ids = { userId: "noa", movieId: MOVIE };
  await collections.signals.put("noa/n-1", { ...ids, ...fact, standing: true });
  await collections.viewerMovies.put(viewerMovieKey("noa", MOVIE), { ...ids, entries: [fact] });
  await collections.reviews.put("noas", { ...ids, eventId: "n-1", text: "Left.", writtenAt: 0 });
  expect(await leftOf("noa")).toBe(3);
  await activity.restart();
  await expect.poll(() => leftOf("noa"), { timeout: 15_000 }).toBe(0);
});

async function progressOf({ partition, offset }: Readonly<{ partition: number; offset: number }>): Promise<boolean> {
  const stored = await collections.progress.get(String(partition));
  return (stored?.value.nextOffset ?? 0) > offset;
}

async function reached(ends: readonly number[]): Promise<boolean> {
  const places = ends.flatMap((end, partition) => (end > 0 ? [{ partition, offset: end - 1 }] : []));
  return (await Promise.all(places.map(progressOf))).every(Boolean);
}
