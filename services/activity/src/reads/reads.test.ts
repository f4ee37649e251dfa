import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeEvent, decodePosition, encodePosition, type MovieRatingsCounted } from "@projectionist/contracts";
import { openTestActivity, type TestActivity } from "../activity.fixture.ts";

let activity: TestActivity;
beforeAll(async () => {
  activity = await openTestActivity();
});
afterAll(() => activity.close());

const LISTS = [
  "/v1/me/history",
  "/v1/me/ratings",
  "/v1/me/watchlist",
  "/v1/me/reviews",
  "/v1/movies/alien-1979/reviews",
] as const;

const get = (url: string, who = "ann") => activity.send(who, "GET", url);

describe.each(LISTS)("%s", (url) => {
  test("refuses what is no position, no cursor, no limit", async () => {
    const malformed = await get(`${url}?after=nonsense`);
    expect(malformed).toMatchObject({
      status: 400,
      body: { code: "malformed-position", errors: [{ path: "query/after" }] },
    });
    const cursor = await get(`${url}?cursor=bm9uc2Vuc2U`);
    expect(cursor).toMatchObject({
      status: 400,
      body: { code: "malformed-cursor", errors: [{ path: "query/cursor" }] },
    });
    for (const limit of ["0", "201", "x", "1.5"]) {
      expect(await get(`${url}?limit=${limit}`)).toMatchObject({
        status: 400,
        body: { errors: [{ path: "query/limit" }] },
      });
    }
    expect(await get(`${url}?more=1`)).toMatchObject({ status: 400, body: { errors: [{ path: "query/more" }] } });
  });
});

test("what was never appended, or of a log that is no more, is not waited for in vain", async () => {
  const { epoch } = decodePosition(String((await get("/v1/me/history")).body["position"]))!;
  const other = encodePosition({ epoch: "another", offsets: new Map([[0, 0]]) });
  const future = encodePosition({ epoch, offsets: new Map([[0, 1_000_000]]) });
  const replies = await Promise.all(
    LISTS.flatMap((url) => [get(`${url}?after=${other}`), get(`${url}?after=${future}`)]),
  );
  for (const reply of replies) expect(reply).toMatchObject({ status: 200, body: { fresh: false, items: [] } });
  expect(await get("/v1/me/history")).toMatchObject({ status: 200, body: { fresh: true } });
});

test("every write is read with its position, at once", async () => {
  for (let index = 0; index < 50; index++) {
    const written = await activity.send("rae", "POST", "/v1/signals", { type: "clicked", movieId: "heat-1995" });
    const body = await activity.fresh("rae", "/v1/me/history?limit=200", written.body["position"]);
    expect(body["items"]).toHaveLength(index + 1);
  }
});

test("pages follow one another without gaps or repeats, and a cursor belongs to its list", async () => {
  const signals = Array.from({ length: 25 }, (_, index) => ({
    type: "clicked",
    movieId: "heat-1995",
    eventId: `p-${index}`,
  }));
  const { body } = await activity.send("pam", "POST", "/v1/signals", { signals });
  const seen: string[] = [];
  await activity.fresh("pam", "/v1/me/history", body["position"]);
  let next = "/v1/me/history?limit=10";
  let cursor: unknown;
  for (let page = 0; page < 3; page++) {
    const reply = await get(next, "pam");
    seen.push(...(reply.body["items"] as { eventId: string }[]).map(({ eventId }) => eventId));
    cursor = reply.body["nextCursor"] ?? cursor;
    next = `/v1/me/history?limit=10&cursor=${String(reply.body["nextCursor"])}`;
  }
  expect(seen).toEqual(signals.map(({ eventId }) => eventId).reverse());
  const misplaced = await get(`/v1/me/ratings?cursor=${String(cursor)}`, "pam");
  expect(misplaced).toMatchObject({ status: 400, body: { code: "malformed-cursor" } });
});

test("a restart answers the same, and projects what was appended meanwhile", async () => {
  const { body } = await activity.send("sam", "PUT", "/v1/me/ratings/alien-1979", { rating: 3.5 });
  await activity.restart();
  const again = await activity.fresh("sam", "/v1/me/ratings", body["position"]);
  expect(again).toMatchObject({ fresh: true, items: [{ movieId: "alien-1979", rating: 3.5 }] });
});

test("a film's totals are published when they have changed", async () => {
  await activity.send("tom", "PUT", "/v1/me/ratings/ran-1985", { rating: 4 });
  await activity.send("tom", "POST", "/v1/signals", { signals: [{ type: "liked", movieId: "ran-1985" }] });
  const published: MovieRatingsCounted[] = [];
  const tail = await activity.log.tail({
    topic: "activity.movies",
    from: [],
    onRecords: async (records) => {
      for (const { value } of records) published.push(decodeEvent(value) as MovieRatingsCounted);
    },
  });
  await expect
    .poll(() => published.findLast(({ movieId }) => movieId === "ran-1985"), { timeout: 5_000 })
    .toMatchObject({ ratingCount: 1, ratingSum: 4, likes: 1, views: 0 });
  await tail.stop();
});

test("signals are counted by type and outcome, without labels of the client's choice", async () => {
  await activity.send("uma", "POST", "/v1/signals", {
    signals: [{ type: "<script>" }, { type: "liked", movieId: "heat-1995" }],
  });
  const lines = (await activity.text("/metrics"))
    .split("\n")
    .filter((line) => line.startsWith("activity_signals_total"));
  const text = lines.join("\n");
  expect(text).toContain('activity_signals_total{type="unknown",outcome="rejected",service="activity"} 1');
  expect(text).toMatch(/activity_signals_total\{type="liked",outcome="accepted",service="activity"\} \d+/);
  expect(text).not.toContain("script");
});
