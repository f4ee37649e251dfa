import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addFilms, faultsOf, openTestActivity, type Reply, type TestActivity } from "../activity.fixture.ts";

let activity: TestActivity;
beforeAll(async () => {
  activity = await openTestActivity();
});
afterAll(() => activity.close());

const post = (who: string | null, body: unknown) => activity.send(who, "POST", "/v1/signals", body);
const signal = (more: object = {}) => ({ type: "liked", movieId: "alien-1979", ...more });
const positionOf = ({ body }: Reply) => String(body["position"]);

async function history(who: string, after?: string): Promise<Record<string, unknown>[]> {
  const url = "/v1/me/history";
  const body = after ? await activity.fresh(who, url, after) : (await activity.send(who, "GET", url)).body;
  return body["items"] as Record<string, unknown>[];
}

/** The reply, after seeing that nothing was put into the log. */
async function refused(who: string, body: unknown): Promise<Reply> {
  const before = await activity.count("activity.signals");
  const reply = await post(who, body);
  expect(await activity.count("activity.signals")).toBe(before);
  return reply;
}

describe("one signal", () => {
  test("is durable when it is answered, and in the history behind its position", async () => {
    const reply = await post(
      "ann",
      signal({ type: "rated", value: 4.5, eventId: "mine", occurredAt: "2020-02-29T12:00:00+02:00" }),
    );
    expect(reply).toMatchObject({ status: 202, body: { results: [{ eventId: "mine", outcome: "accepted" }] } });
    expect(await history("ann", positionOf(reply))).toEqual([
      { eventId: "mine", type: "rated", movieId: "alien-1979", value: 4.5, occurredAt: "2020-02-29T10:00:00.000Z" },
    ]);
  });

  test("without an event id gets one", async () => {
    const reply = await post("ben", signal());
    const [result] = reply.body["results"] as { eventId: string }[];
    expect(result?.eventId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(await history("ben", positionOf(reply))).toMatchObject([{ eventId: result?.eventId }]);
  });

  test("of a view without progress is a whole one", async () => {
    const reply = await post("cem", signal({ type: "viewed" }));
    expect(await history("cem", positionOf(reply))).toMatchObject([{ type: "viewed", value: 1 }]);
  });

  test("needs someone who may signal", async () => {
    expect(await post(null, signal())).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    expect(await post("expired", signal())).toMatchObject({ status: 401, body: { code: "token-expired" } });
  });
});

describe("bad signals are refused with the field and the cure, and nothing is recorded", () => {
  const rated = (value: unknown) => signal({ type: "rated", value });

  test.each([[6], [0], [-1], [0.25], [4.7], [1e308], [Number.MIN_VALUE]])("rating %d", async (value) => {
    const reply = await refused("bad", rated(value));
    expect(reply).toMatchObject({ status: 400, body: { code: "validation-failed" } });
    expect(faultsOf(reply.body)).toEqual(["/value: must be a number from 0.5 to 5 in steps of 0.5"]);
  });

  test.each([["5"], [null], [[5]], [{}], [true]])("rating of another type: %j", async (value) => {
    const reply = await refused("bad", rated(value));
    expect(reply.status).toBe(400);
    expect(faultsOf(reply.body)).toEqual(["/value: must be a number"]);
  });

  test.each([
    ["no value where one is needed", rated(undefined), "/value: required: add a number from 0.5 to 5 in steps of 0.5"],
    ["a value where none is taken", signal({ value: 1 }), "/value: a signal of type liked takes no value: remove it"],
    ["progress above 1", signal({ type: "viewed", value: 1.01 }), "/value: must be a number from 0 to 1"],
    ["a review", signal({ type: "reviewed" }), "/type: must be one of viewed, rated, liked"],
    ["no film", { type: "liked" }, "/movieId: required: add it"],
    ["an unknown field", signal({ extra: 1 }), "/extra: unknown field: remove it"],
    ["another's id", signal({ userId: "eve" }), "/userId: only service keys name the viewer"],
    ["the year 1970", signal({ occurredAt: "1970-01-01T00:00:00Z" }), "/occurredAt: must not be before 1990"],
    [
      "the year 9999",
      signal({ occurredAt: "9999-12-31T23:59:59Z" }),
      "/occurredAt: must not be more than 5 minutes ahead",
    ],
    ["no time zone", signal({ occurredAt: "2020-01-01T00:00:00" }), "/occurredAt: must be an ISO 8601 time"],
    ["no such day", signal({ occurredAt: "2021-02-29T00:00:00Z" }), "/occurredAt: must be an ISO 8601 time"],
    ["a time as a number", signal({ occurredAt: 2 ** 53 }), "/occurredAt: must be a"],
    ["text as a time", signal({ occurredAt: "yesterday" }), "/occurredAt: must be an ISO 8601 time"],
  ])("%s", async (_, body, fault) => {
    const reply = await refused("bad", body);
    expect(reply).toMatchObject({ status: 400, body: { code: "validation-failed" } });
    expect(faultsOf(reply.body)[0]).toContain(fault);
    const inBatch = await refused("bad", { signals: [body] });
    expect(inBatch).toMatchObject({
      status: 400,
      body: { code: "all-signals-rejected", results: [{ outcome: "rejected" }] },
    });
    const [path = ""] = fault.split(":");
    expect(inBatch.body["results"]).toMatchObject([{ path: `/signals/0${path}`, code: "validation-failed" }]);
  });

  test("an hour ahead is refused, four minutes are not", async () => {
    const ahead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    expect((await refused("bad", signal({ occurredAt: ahead(60) }))).status).toBe(400);
    expect((await post("early", signal({ occurredAt: ahead(4) }))).status).toBe(202);
  });

  test.each([
    ["empty", ""],
    ["10 kB", "x".repeat(10_000)],
    ["emoji", "🎬"],
    ["NUL", "a\0b"],
    ["dots with a slash", "../.."],
    ["braces", "{tag}"],
    ["star", "*"],
    ["CRLF", "a\r\nb"],
    ["trailing newline", "abc\n"],
  ])("ids that are %s", async (_, id) => {
    for (const field of ["eventId", "movieId", "recommendationId"]) {
      const alone = await refused("bad", signal({ [field]: id }));
      expect(alone.status).toBe(400);
      expect(faultsOf(alone.body)[0]).toContain(`/${field}: `);
      const batch = await refused("bad", { signals: [signal({ [field]: id })] });
      expect(batch.body["results"]).toMatchObject([{ path: `/signals/0/${field}` }]);
      expect(JSON.stringify(batch.body["results"])).not.toContain(JSON.stringify(id).slice(1, -1) || "\0");
    }
  });

  test.each([
    ["__proto__", '{"__proto__":{"admin":true},"type":"liked","movieId":"alien-1979"}'],
    ["__proto__ in an item", '{"signals":[{"__proto__":{"admin":true},"type":"liked","movieId":"alien-1979"}]}'],
    ["constructor.prototype", '{"constructor":{"prototype":{"admin":true}},"type":"liked","movieId":"alien-1979"}'],
    ["half a surrogate pair", '{"type":"liked","movieId":"\\ud800"}'],
    ["no JSON", "{"],
    ["a list", "[]"],
    ["null", "null"],
  ])("%s", async (_, text) => {
    expect((await refused("bad", Buffer.from(text))).status).toBe(400);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test("overlong UTF-8 is refused; a byte order mark and a repeated key are read as JSON.parse does", async () => {
    const overlong = Buffer.concat([
      Buffer.from('{"type":"liked","movieId":"'),
      Buffer.from([0xc0, 0xaf]),
      Buffer.from('"}'),
    ]);
    expect(await refused("bad", overlong)).toMatchObject({ status: 400, body: { code: "malformed-json" } });
    const marked = Buffer.from('\uFEFF{"type":"liked","movieId":"heat-1995","movieId":"ran-1985"}');
    const reply = await post("bom", marked);
    expect(reply.status).toBe(202);
    expect(await history("bom", positionOf(reply))).toMatchObject([{ movieId: "ran-1985" }]);
  });

  test("an unknown film", async () => {
    const alone = await refused("bad", signal({ movieId: "nope" }));
    expect(alone).toMatchObject({ status: 422, body: { code: "unknown-movie" } });
    expect(faultsOf(alone.body)).toEqual([
      "/movieId: is not in the catalog: take film ids from GET /v1/movies or /v1/search",
    ]);
    const batch = await refused("bad", { signals: [signal({ movieId: "nope" })] });
    expect(batch.body["results"]).toMatchObject([{ code: "unknown-movie", path: "/signals/0/movieId" }]);
  });

  test("1,001 signals", async () => {
    const reply = await refused("bad", { signals: Array.from({ length: 1_001 }, () => signal()) });
    expect(reply).toMatchObject({ status: 400, body: { code: "validation-failed" } });
    expect(faultsOf(reply.body)).toEqual(["/signals: must have 1 to 1000 items"]);
  });

  test("2 MB, no signals, and fields beside the signals", async () => {
    expect(await refused("bad", Buffer.alloc(2_000_000, 32))).toMatchObject({
      status: 413,
      body: { code: "body-too-large" },
    });
    expect((await refused("bad", { signals: [] })).status).toBe(400);
    const beside = await refused("bad", { signals: [signal()], also: 1 });
    expect(faultsOf(beside.body)).toEqual(["/also: unknown field: remove it"]);
  });
});

describe("a batch", () => {
  test("of 1,000 with item 500 invalid records the other 999", async () => {
    const signals = Array.from({ length: 1_000 }, (_, index) =>
      signal({ eventId: `b-${index}`, type: "rated", value: index === 500 ? 6 : 3 }),
    );
    const before = await activity.count("activity.signals");
    const reply = await post("batch", { signals });
    expect(reply.status).toBe(202);
    const results = reply.body["results"] as { outcome: string; eventId: string }[];
    expect(results.map(({ eventId }) => eventId)).toEqual(signals.map((_, index) => `b-${index}`));
    expect(results[500]).toEqual({
      eventId: "b-500",
      outcome: "rejected",
      code: "validation-failed",
      path: "/signals/500/value",
      message: "must be a number from 0.5 to 5 in steps of 0.5",
    });
    expect(results.filter(({ outcome }) => outcome === "accepted")).toHaveLength(999);
    expect(await activity.count("activity.signals")).toBe(before + 999);
  });

  test("of things that are no signals says so for each", async () => {
    const reply = await refused("bad", { signals: [null, 1, "x", [], {}] });
    expect(reply.body["results"]).toHaveLength(5);
    expect(reply.body["results"]).toMatchObject([
      { path: "/signals/0", message: "must be an object: {type, movieId, …}" },
      {},
      {},
      {},
      {},
    ]);
  });

  test("finds films that came into the catalog just now", async () => {
    await addFilms(activity.log, ["new-film"]);
    expect((await post("fan", { signals: [signal({ movieId: "new-film" })] })).status).toBe(202);
  });

  test("with a service key names the viewers; one id may be used by each", async () => {
    const signals = [
      signal({ userId: "s-1", eventId: "x" }),
      signal({ userId: "s-2", eventId: "x" }),
      signal({ eventId: "x" }),
    ];
    const reply = await post("key:import", { signals });
    expect(reply).toMatchObject({
      status: 202,
      body: {
        results: [{ outcome: "accepted" }, { outcome: "accepted" }, { outcome: "rejected", path: "/signals/2/userId" }],
      },
    });
    const alone = await refused("key:import", signal());
    expect(faultsOf(alone.body)).toEqual(["/userId: required with a service key: add the viewer's id"]);
    expect(await history("s-1", positionOf(reply))).toHaveLength(1);
    expect(await history("s-2", positionOf(reply))).toHaveLength(1);
  });
});

describe("an event id counts once per viewer", () => {
  test("the first stands, whatever comes later with it", async () => {
    const first = await post("dup", signal({ eventId: "one", type: "rated", value: 2 }));
    await history("dup", positionOf(first));
    const second = await refused("dup", signal({ eventId: "one", type: "rated", value: 5, movieId: "heat-1995" }));
    expect(second).toMatchObject({ status: 202, body: { results: [{ outcome: "duplicate" }] } });
    expect(positionOf(second)).toBe(positionOf(first));
    expect(await history("dup")).toMatchObject([{ eventId: "one", value: 2, movieId: "alien-1979" }]);
  });

  test("the second of a batch is a duplicate, unless the first was rejected", async () => {
    const reply = await post("dup2", {
      signals: [
        signal({ eventId: "a", movieId: "nope" }),
        signal({ eventId: "a" }),
        signal({ eventId: "a", type: "disliked" }),
      ],
    });
    expect(reply.body["results"]).toMatchObject([
      { outcome: "rejected" },
      { outcome: "accepted" },
      { outcome: "duplicate" },
    ]);
    expect(await history("dup2", positionOf(reply))).toMatchObject([{ type: "liked" }]);
  });

  test("50 at once count once", async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => post("rush", signal({ eventId: "same" }))));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]));
    for (const reply of replies) expect(await history("rush", positionOf(reply))).toHaveLength(1);
  });
});

describe("when the log fails", () => {
  test("a refused append is a 503 that names the ids, and nothing was recorded", async () => {
    activity.log.failNext("append", { topic: "activity.signals" });
    const reply = await refused("cut", {
      signals: [signal({ eventId: "c-1" }), signal({ type: "rated", eventId: "c-2" }), signal()],
    });
    expect(reply).toMatchObject({ status: 503, body: { code: "unavailable" } });
    expect(reply.headers["retry-after"]).toBe("1");
    expect(reply.body["results"]).toMatchObject([
      { eventId: "c-1", outcome: "refused" },
      { eventId: "c-2", outcome: "rejected" },
      { eventId: expect.stringMatching(/-/) as string, outcome: "refused" },
    ]);
  });

  test("no film is said to be unknown that the log could not be asked for", async () => {
    const wrong = { signals: [signal(), signal({ movieId: "nope" })] };
    activity.log.failNext("caughtUp", { topic: "catalog.movies" });
    const reply = await refused("cut3", wrong);
    expect(reply).toMatchObject({ status: 503, body: { code: "unavailable" } });
    expect(reply.headers["retry-after"]).toBe("1");
    expect(await post("cut3", wrong)).toMatchObject({
      status: 202,
      body: { results: [{ outcome: "accepted" }, { code: "unknown-movie" }] },
    });
    activity.log.failNext("caughtUp", { topic: "catalog.movies" });
    expect((await post("cut3", signal())).status).toBe(202);
    expect(await activity.send(null, "GET", "/v1/movies/nope/reviews")).toMatchObject({ status: 503 });
    expect(await activity.send(null, "GET", "/v1/movies/nope/reviews")).toMatchObject({ status: 404 });
  });

  test("an append of unknown outcome may be sent again with the same ids, and counts once", async () => {
    activity.log.failNext("appendAnswer", { topic: "activity.signals" });
    const cut = await post("cut2", signal());
    expect(cut).toMatchObject({ status: 503, body: { code: "outcome-unknown", results: [{ outcome: "unknown" }] } });
    const [{ eventId } = { eventId: "" }] = cut.body["results"] as { eventId: string }[];
    const again = await post("cut2", signal({ eventId }));
    expect(again.status).toBe(202);
    expect(await history("cut2", positionOf(again))).toMatchObject([{ eventId }]);
  });
});
