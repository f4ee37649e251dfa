import { createFaultyEventLog } from "@projectionist/bus/faulty";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestActivity, type Reply, type TestActivity } from "../activity.fixture.ts";
import { openCollections } from "../projection/collections.ts";
import { createProgress } from "../projection/progress.ts";
import { SIGNALS } from "../projection/projector.ts";
import { createCatchUp } from "./own-history.ts";

let activity: TestActivity;
beforeAll(async () => {
  activity = await openTestActivity();
});
afterAll(() => activity.close());

const send = (who: string, method: string, url: string, body?: unknown) => activity.send(who, method, url, body);
const positionOf = ({ body }: Reply) => String(body["position"]);

async function items(who: string, list: string, after: Reply): Promise<unknown> {
  return (await activity.fresh(who, `/v1/me/${list}`, positionOf(after)))["items"];
}

async function ratingsOf(movieId: string, after: Reply): Promise<Record<string, number>> {
  const body = await activity.fresh(null, `/v1/movies/${movieId}/reviews`, positionOf(after));
  const { distribution } = body["ratings"] as { distribution: { rating: number; count: number }[] };
  expect(distribution).toHaveLength(10);
  return Object.fromEntries(distribution.filter(({ count }) => count > 0).map(({ rating, count }) => [rating, count]));
}

describe("a rating", () => {
  test("is replaced by the next, and taking both back leaves the film as never rated", async () => {
    await send("ann", "PUT", "/v1/me/ratings/heat-1995", { rating: 2 });
    const second = await send("ann", "PUT", "/v1/me/ratings/heat-1995", { rating: 4.5, eventId: "r-2" });
    expect(second).toMatchObject({ status: 202, body: { eventId: "r-2" } });
    expect(await items("ann", "ratings", second)).toMatchObject([
      { movieId: "heat-1995", rating: 4.5, eventId: "r-2" },
    ]);
    expect(await ratingsOf("heat-1995", second)).toEqual({ 4.5: 1 });

    const gone = await send("ann", "DELETE", "/v1/me/ratings/heat-1995");
    expect(gone).toMatchObject({ status: 202, body: { removed: [expect.any(String), "r-2"] } });
    expect(await items("ann", "ratings", gone)).toEqual([]);
    expect(await items("ann", "history", gone)).toEqual([]);
    expect(await ratingsOf("heat-1995", gone)).toEqual({});

    const before = await activity.count("activity.signals");
    const again = await send("ann", "DELETE", "/v1/me/ratings/heat-1995");
    expect(again).toMatchObject({ status: 202, body: gone.body });
    expect(await activity.count("activity.signals")).toBe(before);
    expect(await send("ben", "DELETE", "/v1/me/ratings/heat-1995")).toMatchObject({
      status: 404,
      body: { code: "signal-not-found" },
    });
  });

  test("with the same event id counts once, and the first stands", async () => {
    const first = await send("cem", "PUT", "/v1/me/ratings/alien-1979", { rating: 1, eventId: "same" });
    await items("cem", "ratings", first);
    const second = await send("cem", "PUT", "/v1/me/ratings/alien-1979", { rating: 5, eventId: "same" });
    expect(positionOf(second)).toBe(positionOf(first));
    expect(await items("cem", "ratings", second)).toMatchObject([{ rating: 1 }]);
  });

  test.each([
    [{ rating: 6 }, "/rating"],
    [{ rating: 4.7 }, "/rating"],
    [{ rating: "5" }, "/rating"],
    [{}, "/rating"],
    [{ rating: 3, more: 1 }, "/more"],
  ])("%j is refused", async (body, path) => {
    expect(await send("dan", "PUT", "/v1/me/ratings/alien-1979", body)).toMatchObject({
      status: 400,
      body: { code: "validation-failed", errors: [{ path }] },
    });
  });

  test("of an unknown film is refused", async () => {
    const reply = await send("dan", "PUT", "/v1/me/ratings/nope", { rating: 3 });
    expect(reply).toMatchObject({ status: 404, body: { code: "movie-not-found" } });
  });
});

describe("the watchlist", () => {
  test("holds what was put on it and not taken off, latest first", async () => {
    await send("eve", "PUT", "/v1/me/watchlist/alien-1979");
    const both = await send("eve", "PUT", "/v1/me/watchlist/heat-1995");
    expect(await items("eve", "watchlist", both)).toMatchObject([{ movieId: "heat-1995" }, { movieId: "alien-1979" }]);
    const off = await send("eve", "DELETE", "/v1/me/watchlist/heat-1995");
    expect(off.status).toBe(202);
    expect(await items("eve", "watchlist", off)).toMatchObject([{ movieId: "alien-1979" }]);
    const undone = await send("eve", "DELETE", `/v1/me/history/${String(off.body["eventId"])}`);
    expect(await items("eve", "watchlist", undone)).toHaveLength(2);
    expect((await send("eve", "PUT", "/v1/me/watchlist/nope")).status).toBe(404);
  });
});

describe("a signal taken back", () => {
  test("is as if it had never been; its id stays taken; once more answers the same", async () => {
    const signals = [
      { type: "rated", value: 3, movieId: "ran-1985", eventId: "old" },
      { type: "rated", value: 5, movieId: "ran-1985", eventId: "new" },
    ];
    await send("fay", "POST", "/v1/signals", { signals });
    const gone = await send("fay", "DELETE", "/v1/me/history/new");
    expect(gone).toMatchObject({ status: 202, body: { removed: ["new"] } });
    expect(await items("fay", "ratings", gone)).toMatchObject([{ rating: 3, eventId: "old" }]);
    expect(await items("fay", "history", gone)).toMatchObject([{ eventId: "old" }]);
    expect(await ratingsOf("ran-1985", gone)).toEqual({ 3: 1 });

    const again = await send("fay", "DELETE", "/v1/me/history/new");
    expect(again).toMatchObject({ status: 202, body: gone.body });
    const repeated = await send("fay", "POST", "/v1/signals", signals[1]);
    expect(repeated).toMatchObject({ status: 202, body: { results: [{ outcome: "duplicate" }] } });
    expect(await items("fay", "ratings", repeated)).toMatchObject([{ rating: 3 }]);
  });

  test("must be one's own", async () => {
    const reply = await send("gil", "POST", "/v1/signals", { type: "liked", movieId: "ran-1985", eventId: "gils" });
    expect(reply.status).toBe(202);
    for (const [who, id] of [
      ["hal", "gils"],
      ["gil", "never"],
    ] as const) {
      const refused = await send(who, "DELETE", `/v1/me/history/${id}`);
      expect(refused).toMatchObject({ status: 404, body: { code: "signal-not-found" } });
    }
    expect(await send("gil", "DELETE", "/v1/me/history/a%20b")).toMatchObject({
      status: 400,
      body: { errors: [{ path: "params/eventId" }] },
    });
  });

  test("at once and twice is taken back once", async () => {
    await send("ida", "POST", "/v1/signals", { type: "liked", movieId: "ran-1985", eventId: "x" });
    const both = await Promise.all([1, 2].map(() => send("ida", "DELETE", "/v1/me/history/x")));
    expect(both.map(({ status }) => status)).toEqual([202, 202]);
    expect(both[0]?.body["eventId"]).toBe(both[1]?.body["eventId"]);
    for (const reply of both) expect(await items("ida", "history", reply)).toEqual([]);
  });
});

test("a history whose log cannot be asked is not said to be whole", async () => {
  const log = createFaultyEventLog(activity.log);
  const { progress } = await openCollections(activity.documents);
  const catchUp = createCatchUp(log, createProgress(progress, await log.epoch(SIGNALS)));
  log.failNext("ends");
  await expect(catchUp("ann")).rejects.toMatchObject({ code: "unavailable" });
  await expect(catchUp("ann")).resolves.toBeUndefined();
});
