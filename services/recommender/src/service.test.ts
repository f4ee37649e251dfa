import { decodeEvent, type Ranked, type RankedRow, type RecommendationsServed } from "@projectionist/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFilms, signal, startTestRecommender, type RunningRecommender } from "./testing/running-recommender.ts";

const films = readFilms();
let running: RunningRecommender;

beforeAll(async () => {
  running = await startTestRecommender(films);
  await running.tell(...crowd());
});
afterAll(() => running.stop());

/** Viewers of two tastes, so that counts are there for some films and not for others. */
function crowd() {
  const tastes = [
    ["alien-1979", "aliens-1986", "the-thing-1982", "blade-runner-1982", "the-terminator-1984"],
    ["seven-samurai-1954", "rashomon-1950", "ikiru-1952", "ran-1985", "tokyo-story-1953"],
  ];
  const lately = tastes.flatMap((taste, number) =>
    Array.from({ length: 20 }, (_, viewer) =>
      taste
        .map((_, place) => taste[(place + viewer) % taste.length] ?? "")
        .slice(viewer % 2)
        .map((movieId) => signal.feedback(`crowd-${number}-${viewer}`, movieId)),
    ).flat(),
  );
  const classics = ["casablanca-1942", "vertigo-1958", "psycho-1960", "jaws-1975", "parasite-2019"];
  const longAgo = classics.map((movieId) => ({
    ...signal.viewed("crowd-classics", movieId),
    occurredAt: Date.now() - 20 * 24 * 3_600_000,
  }));
  return [...longAgo, ...lately];
}

type Home = Readonly<{
  rows: readonly RankedRow[];
  strategy: string;
  fresh: boolean;
  position: string;
  recommendationId: string;
}>;
type List = Readonly<{ items: readonly Ranked[]; strategy: string; fresh: boolean }>;

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows what the path answers
async function call<T>(path: string, { token, body }: { token?: string; body?: object } = {}) {
  const response = await fetch(`${running.url}/internal${path}`, {
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}

const home = async (userId: string, query = "") =>
  (await call<Home>(`/me/recommendations${query}`, { token: `viewer:${userId}` })).body;
const shownIn = ({ rows }: Home) => rows.flatMap(({ items }) => items.map(({ movieId }) => movieId));
const ids = (items: readonly Ranked[]) => items.map(({ movieId }) => movieId);

describe("a film just liked changes the next list", () => {
  const sample = films.filter((_, index) => index % 60 === 7).map(({ id }) => id);
  const some = [...new Set(["alien-1979", "seven-samurai-1954", ...sample])];

  test.each(some)("%s is the first reason of the list that reflects the like", async (movieId) => {
    const userId = `story-${movieId}`;
    await running.tell(signal.feedback(userId, "casablanca-1942"), signal.feedback(userId, "the-godfather-1972"));
    const before = await home(userId);
    const after = await home(userId, `?after=${await running.tell(signal.feedback(userId, movieId))}`);
    expect(after).toMatchObject({ fresh: true, strategy: "cf", model: null });
    expect(after.rows[0]?.items[0]?.reasons[0]).toMatchObject({ type: "becauseYouLiked", movie: { id: movieId } });
    expect(shownIn(after)).not.toEqual(shownIn(before));
    expect(shownIn(after)).not.toContain(movieId);
  });
});

describe("rows", () => {
  test("of a viewer hold no film twice and none that was seen, disliked or put on the watchlist", async () => {
    const userId = "picky";
    const [seen, disliked, low, later] = ["aliens-1986", "the-thing-1982", "tokyo-story-1953", "ran-1985"] as const;
    const position = await running.tell(
      signal.feedback(userId, "alien-1979"),
      signal.viewed(userId, seen),
      signal.feedback(userId, disliked, "disliked"),
      signal.rated(userId, low, 1),
      signal.watchlisted(userId, later),
    );
    const shown = shownIn(await home(userId, `?after=${position}`));
    expect(shown.length).toBeGreaterThan(40);
    expect(new Set(shown).size).toBe(shown.length);
    for (const movieId of ["alien-1979", seen, disliked, low, later]) expect(shown).not.toContain(movieId);
  });

  test("of somebody unknown are those that are the same for all", async () => {
    const { rows, strategy } = await home("nobody");
    expect(strategy).toBe("baseline");
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(["trending", "popular", "new"]));
    expect(rows.map(({ id }) => id)).not.toContain("for-you");
  });

  test("of an erased viewer are those of somebody unknown", async () => {
    const userId = "erased";
    await running.tell(signal.feedback(userId, "alien-1979"));
    expect((await home(userId, `?after=${await running.tell(signal.erased(userId))}`)).strategy).toBe("baseline");
  });

  test("recommend the first film of an unseen series, and the next of one that was begun", async () => {
    const userId = "sequels";
    await running.tell(signal.feedback(userId, "raiders-of-the-lost-ark-1981"));
    const shown = shownIn(await home(userId, `?after=${await running.tell(signal.feedback(userId, "alien-1979"))}`));
    expect(shown).toContain("aliens-1986");
    const series = new Map(films.map((film) => [film.id, film]));
    for (const movieId of shown) {
      const film = series.get(movieId);
      if (!film?.series || film.seriesOrder == null) continue;
      const earlier = films.filter(
        (one) => one.series === film.series && (one.seriesOrder ?? 99) < (film.seriesOrder ?? 0),
      );
      expect(earlier.every(({ id }) => id === "alien-1979" || id === "raiders-of-the-lost-ark-1981")).toBe(true);
    }
  });

  test("by strategy: cf holds to the counts, baseline to nothing personal", async () => {
    await running.tell(signal.feedback("strategic", "alien-1979"));
    const baseline = await home("strategic", "?strategy=baseline");
    expect(baseline.strategy).toBe("baseline");
    expect(
      baseline.rows.flatMap(({ items }) => items).every(({ reasons }) => reasons.every(({ movie }) => !movie)),
    ).toBe(true);
    expect((await home("strategic", "?strategy=cf")).strategy).toBe("cf");
  });
});

test("a server reads a viewer's list with its key; a viewer does not read another's", async () => {
  const position = await running.tell(signal.feedback("listed", "seven-samurai-1954"));
  const path = `/users/listed/recommendations?limit=5&after=${position}`;
  const { body } = await call<List>(path, { token: "key:shop" });
  expect(body.items).toHaveLength(5);
  expect(body.items[0]?.reasons[0]).toMatchObject({ movie: { id: "seven-samurai-1954" } });
  expect((await call(path, { token: "viewer:somebody" })).status).toBe(403);
  expect((await call("/me/recommendations", { token: "key:shop" })).status).toBe(403);
});

describe("public lists", () => {
  test("similar films are those of the same viewers, in both directions", async () => {
    const { body } = await call<List>("/movies/ikiru-1952/similar?limit=4");
    expect(ids(body.items).toSorted()).toEqual(["ran-1985", "rashomon-1950", "seven-samurai-1954", "tokyo-story-1953"]);
    expect(body.items[0]?.reasons[0]).toMatchObject({ type: "becauseOfThisFilm", movie: { id: "ikiru-1952" } });
  });

  test("a session is answered by its films, the latest first; unknown ones are passed over", async () => {
    const movieIds = ["rashomon-1950", "no-such-film", "alien-1979"];
    const { body } = await call<List>("/recommendations/session", { body: { movieIds, limit: 10 } });
    expect(body.items).toHaveLength(10);
    expect(body.items[0]?.reasons[0]?.movie?.id).toBe("alien-1979");
    for (const movieId of movieIds) expect(ids(body.items)).not.toContain(movieId);
  });

  test.each(["/trending", "/trending?window=7d", "/popular", "/new"])("%s", async (path) => {
    const { body } = await call<List>(path);
    expect(body.items.length).toBeGreaterThanOrEqual(10);
    expect(body).toMatchObject({ fresh: true, model: null });
  });
});

describe("why", () => {
  const why = async (movieId: string) =>
    (await call<object>(`/me/recommendations/${movieId}/why`, { token: "viewer:asking" })).body;

  test("a film is recommended, or what keeps it from being", async () => {
    await running.tell(signal.feedback("asking", "alien-1979"), signal.feedback("asking", "ran-1985", "disliked"));
    await home("asking", `?after=${await running.tell(signal.watchlisted("asking", "blade-runner-1982"))}`);
    expect(await why("aliens-1986")).toMatchObject({ recommended: true, reasons: [{ movie: { id: "alien-1979" } }] });
    expect(await why("alien-1979")).toMatchObject({ recommended: false, notBecause: "You have seen it." });
    expect(await why("ran-1985")).toMatchObject({ recommended: false, notBecause: "You told that it is not for you." });
    expect(await why("blade-runner-1982")).toMatchObject({
      recommended: false,
      notBecause: "It is on your watchlist.",
    });
    expect(await why("no-such-film")).toMatchObject({ code: "movie-not-found" });
  });
});

describe("films that a search found", () => {
  const rank = (token: string, body: object, query = "") =>
    call<{ items: readonly Ranked[]; personal: boolean; fresh: boolean }>(`/rank${query}`, { token, body });
  const candidates = ["tokyo-story-1953", "ikiru-1952", "casablanca-1942", "jaws-1975", "aliens-1986"].map(
    (id, place) => ({ id, score: 1 - place / 100 }),
  );

  test("are ordered by what the viewer likes too, as soon as he tells it", async () => {
    const stranger = await rank("viewer:searching", { candidates, purpose: "search" });
    expect(stranger).toMatchObject({ status: 200, body: { personal: false, strategy: "baseline", model: null } });
    expect(ids(stranger.body.items)).toEqual(candidates.map(({ id }) => id));

    const after = await running.tell(
      signal.feedback("searching", "alien-1979"),
      signal.feedback("searching", "the-thing-1982"),
    );
    const { body } = await rank("viewer:searching", { candidates, purpose: "search" }, `?after=${after}`);
    expect(body).toMatchObject({ personal: true, strategy: "cf", fresh: true });
    expect(ids(body.items).indexOf("aliens-1986")).toBeLessThan(4);
    const { reasons } = body.items.find(({ movieId }) => movieId === "aliens-1986")!;
    expect(reasons[0]).toMatchObject({ type: "becauseYouLiked" });
  });

  test("none found, none answered", async () => {
    const { body } = await rank("viewer:searching", { candidates: [], purpose: "discovery" });
    expect(body).toMatchObject({ items: [] });
  });

  test.each([
    [{ purpose: "search" }, "/candidates"],
    [{ candidates: Array(201).fill(candidates[0]), purpose: "search" }, "/candidates"],
    [{ candidates: [{ id: "a" }], purpose: "search" }, "/candidates/0/score"],
    [{ candidates: [{ id: "", score: 1 }], purpose: "search" }, "/candidates/0/id"],
    [{ candidates: [{ id: "a", score: "1" }], purpose: "search" }, "/candidates/0/score"],
    [{ candidates: [{ id: "a", score: 1, meets: [-1] }], purpose: "search" }, "/candidates/0/meets/0"],
    [{ candidates: [candidates[0], candidates[0]], purpose: "search" }, "/candidates/1/id"],
    [{ candidates, purpose: "fun" }, "/purpose"],
    [{ candidates, purpose: "search", userId: "somebody-else" }, "/userId"],
  ])("%j is refused, by field", async (body, path) => {
    expect(await rank("viewer:searching", body)).toMatchObject({
      status: 400,
      body: { code: "validation-failed", errors: [{ path }] },
    });
  });

  test("a service key has no taste", async () => {
    expect(await rank("key:k", { candidates, purpose: "search" })).toMatchObject({ status: 403 });
  });
});

describe("bad input", () => {
  test.each([
    ["/me/recommendations?limit=0", 400, "validation-failed", "query/limit"],
    ["/me/recommendations?colour=red", 400, "validation-failed", "query/colour"],
    ["/me/recommendations?after=zzz", 400, "malformed-position", "query/after"],
    ["/me/recommendations?strategy=magic", 400, "validation-failed", "query/strategy"],
    ["/movies/no-such-film/similar", 404, "movie-not-found", "params/movieId"],
    ["/trending?window=1y", 400, "validation-failed", "query/window"],
  ])("%s", async (path, status, code, field) => {
    expect(await call(path, { token: "viewer:a" })).toMatchObject({
      status,
      body: { code, errors: [{ path: field }] },
    });
  });

  test("a session of unknown films only names the field", async () => {
    expect(await call("/recommendations/session", { body: { movieIds: ["x", "y"] } })).toMatchObject({
      status: 404,
      body: { code: "movie-not-found", errors: [{ path: "/movieIds" }] },
    });
  });

  test("a stranger without a token is asked to log in", async () => {
    expect(await call("/me/recommendations")).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  });
});

describe("what was shown to a viewer is told to the log", () => {
  async function servedAs(recommendationId: string): Promise<RecommendationsServed> {
    const served = Promise.withResolvers<RecommendationsServed>();
    const tail = await running.log.tail({
      topic: "recommender.served",
      from: [],
      onRecords: async (records) => {
        for (const { value } of records) {
          const event = decodeEvent(value);
          if (event.type === "RecommendationsServed" && event.recommendationId === recommendationId)
            served.resolve(event);
        }
      },
    });
    try {
      return await served.promise;
    } finally {
      await tail.stop();
    }
  }

  test("by the recommender, of what it answers itself", async () => {
    const { recommendationId, rows, position } = await home("watched");
    const served = await servedAs(recommendationId);
    expect(served).toMatchObject({ userId: "watched", surface: "home", strategy: "baseline", position });
    expect(served.items.map(({ movieId }) => movieId)).toEqual(rows.flatMap(({ items }) => ids(items)));
  });

  const movie = { id: "alien-1979", title: "Alien" };
  const reasons = [
    { type: "fitsMood", text: "As you wish: cosy.", movie: null, contribution: 1 },
    { type: "becauseYouLiked", text: "Because you liked Alien.", movie, contribution: 1 },
  ];
  const made = { surface: "mood", strategy: "cf", model: "v7", position: "1.e.0-7" };
  const note = (token: string, body: object) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    return fetch(`${running.url}/internal/served`, { method: "POST", headers, body: JSON.stringify(body) });
  };

  test("by who composes a page, of the viewer who asked for it", async () => {
    const items = [{ movieId: "aliens-1986", score: 0.5, reasons }];
    expect((await note("viewer:swiping", { ...made, recommendationId: "deck-1", items })).status).toBe(204);
    expect(await servedAs("deck-1")).toMatchObject({
      ...made,
      userId: "swiping",
      items: [{ movieId: "aliens-1986", row: "mood", score: 0.5, reasons: ["fitsMood", "becauseYouLiked:alien-1979"] }],
    });
  });

  test.each([
    ["viewer:swiping", { surface: "anything" }, 400],
    ["viewer:swiping", { userId: "somebody-else" }, 400],
    ["key:k", {}, 403],
  ])("and not as %s with %j", async (token, wrong, status) => {
    expect((await note(token, { ...made, recommendationId: "deck-2", items: [], ...wrong })).status).toBe(status);
  });
});

test("a removed film is never recommended", async () => {
  const movieId = "the-terminator-1984";
  await running.tell({ type: "MovieRemoved", eventId: "removal", occurredAt: 0, movieId, version: 2 });
  const deadline = Date.now() + 5_000;
  while ((await call(`/movies/${movieId}/similar`)).status !== 404 && Date.now() < deadline);
  const position = await running.tell(
    signal.feedback("late", "alien-1979"),
    signal.feedback("late", "blade-runner-1982"),
  );
  expect(shownIn(await home("late", `?limit=50&after=${position}`))).not.toContain(movieId);
  expect(ids((await call<List>("/popular?limit=100")).body.items)).not.toContain(movieId);
});
