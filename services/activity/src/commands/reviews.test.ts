import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publish } from "@projectionist/service-kit";
import { openTestActivity, type Reply, type TestActivity } from "../activity.fixture.ts";
import { openCollections, type Collections } from "../projection/collections.ts";

let activity: TestActivity;
let collections: Collections;
beforeAll(async () => {
  activity = await openTestActivity();
  collections = await openCollections(activity.documents);
});
afterAll(() => activity.close());

const post = (who: string, body: unknown, movieId = "alien-1979") =>
  activity.send(who, "POST", `/v1/movies/${movieId}/reviews`, body);

const read = (who: string | null, url: string, after: Reply) => activity.fresh(who, url, after.body["position"]);

test("a review shows on the film and among one's own, and its rating counts", async () => {
  const reply = await post("ann", { text: "Nobody hears you.", rating: 4.5 });
  expect(reply.status).toBe(202);
  const shown = {
    id: reply.body["reviewId"],
    eventId: reply.body["eventId"],
    movieId: "alien-1979",
    author: { id: "ann" },
    text: "Nobody hears you.",
    rating: 4.5,
  };
  expect(await read("ann", "/v1/me/reviews", reply)).toMatchObject({ items: [shown] });
  expect(await read(null, "/v1/movies/alien-1979/reviews", reply)).toMatchObject({
    items: [shown],
    ratings: { average: 4.5, count: 1 },
  });
  expect(await read("ann", "/v1/me/ratings", reply)).toMatchObject({ items: [{ movieId: "alien-1979", rating: 4.5 }] });
});

test("its text is in no record of the log", async () => {
  const secret = "my-secret-words";
  await post("bea", { text: secret });
  const found: string[] = [];
  const tail = await activity.log.tail({
    topic: "activity.signals",
    from: [],
    onRecords: async (records) => {
      for (const { value } of records) found.push(Buffer.from(value).toString("latin1"));
    },
  });
  await tail.caughtUp();
  await tail.stop();
  expect(found.join()).toContain("bea");
  expect(found.join()).not.toContain(secret);
});

test("one viewer reviews a film once, also when he tries twice at once", async () => {
  const both = await Promise.all([post("cem", { text: "one" }), post("cem", { text: "two" })]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409]);
  expect(await post("cem", { text: "three" })).toMatchObject({ status: 409, body: { code: "review-exists" } });
  expect((await post("cem", { text: "another film" }, "heat-1995")).status).toBe(202);
});

test("taking it back removes the text and makes room for another", async () => {
  const first = await post("dan", { text: "Bad.", rating: 1 }, "ran-1985");
  const gone = await activity.send("dan", "DELETE", `/v1/me/history/${String(first.body["eventId"])}`);
  expect(gone.status).toBe(202);
  expect(await read(null, "/v1/movies/ran-1985/reviews", gone)).toMatchObject({
    items: [],
    ratings: { average: null, count: 0 },
  });
  expect(await collections.reviews.get(String(first.body["reviewId"]))).toBeUndefined();
  const second = await post("dan", { text: "Good, after all.", rating: 5 }, "ran-1985");
  expect(await read("dan", "/v1/me/reviews", second)).toMatchObject({ items: [{ text: "Good, after all." }] });
});

test("the same event id again answers the same; another signal's id is refused", async () => {
  const first = await post("eli", { text: "Twice.", eventId: "rev-1" });
  await read("eli", "/v1/me/reviews", first);
  expect(await post("eli", { text: "Twice.", eventId: "rev-1" })).toMatchObject({ status: 202, body: first.body });
  await activity.send("eli", "PUT", "/v1/me/ratings/heat-1995", { rating: 3, eventId: "rate-1" });
  expect(await post("eli", { text: "No.", eventId: "rate-1" }, "heat-1995")).toMatchObject({
    status: 400,
    body: { errors: [{ path: "/eventId" }] },
  });
});

describe("when the log fails", () => {
  test("a refused review leaves no text behind, and can be posted again", async () => {
    activity.log.failNext("append", { topic: "activity.signals" });
    const refused = await post("fay", { text: "Lost?", eventId: "f-1" });
    expect(refused).toMatchObject({ status: 503, body: { code: "unavailable", results: [{ eventId: "f-1" }] } });
    expect(await collections.reviews.count({ userId: "fay" })).toBe(0);
    expect((await post("fay", { text: "Not lost." })).status).toBe(202);
  });

  test("a review of unknown outcome is sent again with its id", async () => {
    activity.log.failNext("append", { topic: "activity.signals", error: new Error("gone") });
    expect((await post("gus", { text: "A fault of ours", eventId: "g-0" }, "ran-1985")).status).toBe(500);
    expect((await post("gus", { text: "A fault of ours", eventId: "g-0" }, "ran-1985")).status).toBe(202);
    activity.log.failNext("appendAnswer", { topic: "activity.signals" });
    expect((await post("gus", { text: "Perhaps.", eventId: "g-1" })).status).toBe(503);
    const again = await post("gus", { text: "Perhaps.", eventId: "g-1" });
    expect(again).toMatchObject({ status: 202, body: { eventId: "g-1" } });
    const { items } = await read("gus", "/v1/me/reviews", again);
    expect(items).toMatchObject([{ text: "Perhaps." }, { text: "A fault of ours" }]);
  });

  test("a text that a crash left behind is not in the way for ever", async () => {
    const writtenAt = Date.now() - 61_000;
    const left = { userId: "hal", movieId: "alien-1979", eventId: "never", text: "left", writtenAt };
    await collections.reviews.put("left-behind", left);
    const reply = await post("hal", { text: "Here." });
    expect(reply.status).toBe(202);
    expect(await read("hal", "/v1/me/reviews", reply)).toMatchObject({ items: [{ text: "Here." }] });
  });
});

test.each([
  [{ text: "" }, "/text"],
  [{ text: " \n" }, "/text"],
  [{ text: "x".repeat(10_001) }, "/text"],
  [{ text: "x", rating: 4.7 }, "/rating"],
  [{}, "/text"],
  [{ text: "x", author: "me" }, "/author"],
])("%j is refused", async (body, path) => {
  expect(await post("ivy", body)).toMatchObject({
    status: 400,
    body: { code: "validation-failed", errors: [{ path }] },
  });
});

test("a review of an unknown film is refused, and so is reading them", async () => {
  expect(await post("ivy", { text: "What?" }, "nope")).toMatchObject({
    status: 404,
    body: { code: "movie-not-found" },
  });
  expect((await activity.send(null, "GET", "/v1/movies/nope/reviews")).status).toBe(404);
});

test("an erased viewer is gone from every list, total and text; a second notice changes nothing", async () => {
  await activity.send("jan", "POST", "/v1/signals", {
    signals: [
      { type: "liked", movieId: "heat-1995" },
      { type: "viewed", movieId: "heat-1995" },
      { type: "watchlisted", movieId: "ran-1985" },
    ],
  });
  const review = await post("jan", { text: "Forget me.", rating: 0.5 }, "heat-1995");
  expect(await read("jan", "/v1/me/history", review)).toMatchObject({ items: [{}, {}, {}, {}] });
  const others = await collections.movies.get("heat-1995");
  expect(others?.value).toMatchObject({ likes: 1, views: 1 });

  const erased = { type: "UserErased", eventId: "gone-1", userId: "jan", occurredAt: Date.now() } as const;
  await publish(activity.log, [erased, erased]);
  await expect
    .poll(async () => (await activity.send("jan", "GET", "/v1/me/history")).body["items"], { timeout: 5_000 })
    .toEqual([]);
  await expect.poll(async () => (await collections.movies.get("heat-1995"))?.value.likes, { timeout: 5_000 }).toBe(0);
  for (const list of ["history", "ratings", "watchlist", "reviews"]) {
    expect((await activity.send("jan", "GET", `/v1/me/${list}`)).body["items"]).toEqual([]);
  }
  const { value } = (await collections.movies.get("heat-1995"))!;
  expect(value).toMatchObject({ likes: 0, views: 0 });
  expect(value.ratings[0]).toBe(0);
  await expect.poll(() => collections.reviews.count({ userId: "jan" }), { timeout: 5_000 }).toBe(0);
  await expect.poll(() => collections.signals.count({ userId: "jan" }), { timeout: 5_000 }).toBe(0);
  const { body } = await activity.send(null, "GET", "/v1/movies/heat-1995/reviews");
  expect(JSON.stringify(body)).not.toContain("Forget me.");
});
