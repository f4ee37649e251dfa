import { ProblemError } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ask, gatewayOn, idsOf, type Answer } from "../testing/gateway-on.ts";
import type { UpstreamRequest } from "../upstream.ts";

const reasons = { words: ["w"], chips: [0] };
const candidate = (id: string, score: number) => ({
  id,
  score,
  matched: ["title"],
  reasons,
  standing: { score, meets: [0] },
});
const found = {
  candidates: [candidate("a", 0.9), candidate("b", 0.8), candidate("c", 0.7), candidate("d", 0.6)],
  nextCursor: "of-the-catalog",
  total: 9,
  mode: "meaning",
  chips: [{ kind: "genre", value: "Drama" }],
  rest: "",
  relaxed: false,
  facets: { genres: [], decades: [], languages: [], countries: [] },
};
const because = { type: "becauseYouLiked", text: "Because you liked X.", movie: null, contribution: 1 };

let recommender: (request: UpstreamRequest) => Promise<Answer>;
let films: Set<string>;
let order: string[];
let seen: string[];
let app: FastifyInstance;

function catalog({ path, body }: UpstreamRequest): Answer {
  if (path.startsWith("/internal/search?")) {
    if (path.includes("yearFrom=x")) return { status: 400, body: { code: "validation-failed" } };
    return { body: found };
  }
  if (path.startsWith("/v1/search?")) return { body: { handedOn: path } };
  const { movieIds } = JSON.parse(String(body)) as { movieIds: string[] };
  return { body: { items: movieIds.filter((id) => films.has(id)).map((id) => ({ id, title: id.toUpperCase() })) } };
}

beforeEach(async () => {
  films = new Set("abcd");
  order = ["c", "a", "d", "b"];
  seen = [];
  recommender = async () => ({
    body: {
      items: order.map((movieId, place) => ({
        movieId,
        score: 1 - place / 10,
        reasons: movieId === "c" ? [because] : [],
      })),
      personal: true,
      strategy: "cf",
      model: null,
      position: "p",
      fresh: true,
    },
  });
  app = await gatewayOn((service, request) => {
    seen.push(`${service} ${request.path}`);
    return service === "catalog" ? catalog(request) : recommender(request);
  });
});
afterEach(() => app.close());

const search = (query: string, token?: string) => ask(app, `/v1/search?${query}`, token);

test("a viewer's films come in his order, with the catalog's reasons and those of taste", async () => {
  const { status, body } = await search("q=drama", "alice");
  expect(status).toBe(200);
  expect(body.items[0]).toEqual({
    movie: { id: "c", title: "C" },
    score: 1,
    matched: ["title"],
    reasons: { ...reasons, taste: [because] },
  });
  expect(idsOf(body)).toEqual(["c", "a", "d", "b"]);
  expect(body).toMatchObject({ personal: true, total: 9, mode: "meaning", chips: found.chips, relaxed: false });
  expect(body).not.toHaveProperty("degraded");
  expect(body.items[1].reasons).not.toHaveProperty("taste");
});

test("who shows no token, or a service key's, is answered by the catalog alone", async () => {
  expect((await search("q=drama")).body).toEqual({ handedOn: "/v1/search?q=drama" });
  expect((await search("q=drama", "key")).body).toEqual({ handedOn: "/v1/search?q=drama" });
  expect(seen).toEqual(["catalog /v1/search?q=drama", "catalog /v1/search?q=drama"]);
});

describe("pages", () => {
  test("stay as the first was cut, whatever comes of the viewer's taste, and go on with the catalog's", async () => {
    const first = (await search("q=drama&limit=2", "alice")).body;
    order = ["b", "a", "d", "c"];
    const second = (await search(`limit=2&q=drama&cursor=${first.nextCursor}`, "alice")).body;
    expect([idsOf(first), idsOf(second)]).toEqual([
      ["c", "a"],
      ["d", "b"],
    ]);
    expect(second).toMatchObject({ personal: true, total: 9, nextCursor: "of-the-catalog" });
    expect(seen.filter((call) => call === "recommender /internal/rank")).toHaveLength(1);
    const third = await search(`q=drama&cursor=${second.nextCursor}`, "alice");
    expect(third.body).toEqual({ handedOn: "/v1/search?q=drama&cursor=of-the-catalog" });
  });

  test("go on behind the same film where the ranking is not kept any more", async () => {
    const first = (await search("q=drama&limit=1", "alice")).body;
    for (let other = 0; other < 201; other++) await search("q=drama&limit=1", "bob");
    order = ["d", "c", "b", "a"];
    const second = (await search(`q=drama&cursor=${first.nextCursor}`, "alice")).body;
    expect(idsOf(second)).toEqual(["b", "a"]);
  });

  test("pass over films that are there no more, and are full all the same", async () => {
    films.delete("a");
    const { body } = await search("q=drama&limit=2", "alice");
    expect(idsOf(body)).toEqual(["c", "d"]);
    expect(idsOf((await search(`q=drama&cursor=${body.nextCursor}`, "alice")).body)).toEqual(["b"]);
  });

  test("are for one viewer and one search alone", async () => {
    const { nextCursor } = (await search("q=drama&limit=1", "alice")).body;
    const wrong = { status: 400, body: { code: "malformed-cursor", errors: [{ path: "query/cursor" }] } };
    expect(await search(`q=drama&cursor=${nextCursor}`, "bob")).toMatchObject(wrong);
    expect(await search(`q=comedy&cursor=${nextCursor}`, "alice")).toMatchObject(wrong);
    expect(await search("q=drama&cursor=my.nonsense", "alice")).toMatchObject(wrong);
  });
});

describe("without taste", () => {
  test.each<[string, typeof recommender]>([
    ["cannot be reached", () => Promise.reject(new ProblemError("unavailable"))],
    ["is too slow", () => Promise.reject(new ProblemError("upstream-timeout"))],
    ["fails", async () => ({ status: 500, body: {} })],
    ["answers wrongly", async () => ({ body: { items: "none" } })],
  ])("the catalog's order stands while the recommender %s", async (_name, fault) => {
    recommender = fault;
    const { status, body } = await search("q=drama", "alice");
    expect(status).toBe(200);
    expect(idsOf(body)).toEqual(["a", "b", "c", "d"]);
    expect(body).toMatchObject({
      personal: false,
      degraded: ["recommender"],
      items: [{ score: 0.9, reasons }, {}, {}, {}],
    });
    expect(body.items[0]).not.toHaveProperty("standing");
  });

  test("nothing is missing where nothing is known of the viewer", async () => {
    const unknown = { personal: false, strategy: "baseline", model: null };
    recommender = async () => ({ body: { items: [], ...unknown, position: "p", fresh: true } });
    const { body } = await search("q=drama", "alice");
    expect(idsOf(body)).toEqual(["a", "b", "c", "d"]);
    expect(body.personal).toBe(false);
    expect(body).not.toHaveProperty("degraded");
  });
});

test("what the catalog refuses is refused as it says, in the words of the public search where the limit is wrong", async () => {
  expect(await search("q=a&yearFrom=x", "alice")).toMatchObject({ status: 400, body: { code: "validation-failed" } });
  expect((await search("q=a&limit=101", "alice")).body).toEqual({ handedOn: "/v1/search?q=a&limit=101" });
});
