import { openJobs } from "@projectionist/jobs";
import { createLogger } from "@projectionist/service-kit";
import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildApp } from "./app.ts";
import { makersOfFilm } from "./index/indexed-film.ts";
import type { Catalog } from "./movies/write-movies.ts";
import { seedFilms } from "./seed/seed-films.ts";
import { openCatalog } from "./testing/catalog.ts";
import { openEngines, verifyToken, type Engines } from "./testing/engines.ts";
import { bundledFilms } from "./testing/films.ts";

let engines: Engines;
let catalog: Catalog;
let app: FastifyInstance;
beforeAll(async () => {
  engines = await openEngines();
  catalog = await openCatalog(engines);
  await seedFilms(catalog, bundledFilms);
  catalog.index.setRatings("alien-1979", { ratingCount: 4, ratingSum: 18, likes: 2, views: 9 });
  app = buildApp({
    catalog,
    jobs: await openJobs("memory:"),
    logger: createLogger({ service: "catalog", level: "silent" }),
    verifyToken,
  });
});
afterAll(async () => {
  await app.close();
  await engines.close();
});

type Method = "GET" | "POST" | "PUT" | "DELETE";
async function ask(method: Method, url: string, more: Pick<InjectOptions, "headers" | "payload"> = {}) {
  const reply = await app.inject({ method, url, ...more });
  return { status: reply.statusCode, headers: reply.headers, body: reply.body === "" ? undefined : reply.json() };
}
const get = (url: string, headers = {}) => ask("GET", url, { headers });
const as = (token: string, headers = {}) => ({ authorization: `Bearer ${token}`, ...headers });
const problem = (code: string, path: string) => ({ code, errors: [expect.objectContaining({ path })] });

describe("reading", () => {
  test("lists films with facets, and the next page", async () => {
    const { status, body } = await get(
      "/v1/movies?genre=Drama,Crime&notGenre=Comedy&yearFrom=1970&yearTo=1979&sort=year&limit=3",
    );
    expect(status).toBe(200);
    expect(body.items).toHaveLength(3);
    expect(body.items[0]).toMatchObject({ rating: null, genres: expect.arrayContaining(["Drama", "Crime"]) });
    expect(body.total).toBeGreaterThan(3);
    expect(body.facets.decades).toEqual([{ value: "1970s", count: body.total }]);
    expect(
      (
        await get(
          `/v1/movies?genre=Crime,Drama&notGenre=Comedy&yearFrom=1970&yearTo=1979&sort=year&limit=3&cursor=${body.nextCursor}`,
        )
      ).status,
    ).toBe(200);
  });

  test("a film with its people, and its rating", async () => {
    const { status, body } = await get("/v1/movies/alien-1979");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: "alien-1979",
      title: "Alien",
      directors: [{ id: "ridley-scott", name: "Ridley Scott" }],
      rating: { average: 4.5, count: 4 },
      version: 1,
      externalIds: {},
    });
    expect((await get("/v1/people/ridley-scott")).body.directed).toContainEqual(
      expect.objectContaining({ id: "alien-1979" }),
    );
  });

  test("cards show the rating, the most popular first", async () => {
    const { body } = await get("/v1/movies?limit=1");
    expect(body.items).toEqual([expect.objectContaining({ id: "alien-1979", rating: { average: 4.5, count: 4 } })]);
    expect((await get("/v1/movies?minRating=4.5")).body.total).toBe(1);
  });

  test("a search's best films, with what keeps each behind others", async () => {
    const { status, body } = await get("/internal/search?q=alien&limit=2");
    expect(status).toBe(200);
    expect(body.candidates.length).toBeGreaterThan(2);
    const [alien, next] = body.candidates;
    expect(alien).toMatchObject({ id: "alien-1979", standing: { meets: [0, 1, 2] } });
    expect(next.standing.meets).toEqual([0, 1]);
    const wish = await get("/internal/search?q=dark%20thriller");
    for (const { score, reasons, standing } of wish.body.candidates) {
      expect(standing.score).toBe(score);
      expect(reasons.chips).toEqual(standing.meets.filter((place: number) => place < wish.body.chips.length));
    }
    expect(wish.body.candidates).toHaveLength(Math.min(200, wish.body.total));
    expect((await get("/internal/search")).body).toMatchObject(problem("validation-failed", "query/q"));
  });

  test("a mood's films are a deck: of ten in a row two at most are of one director or series", async () => {
    const { body } = await get("/internal/moods?mood=cozy");
    const makers = body.candidates.map(({ id }: { id: string }) => makersOfFilm(catalog.index.get(id))) as string[][];
    expect(makers.length).toBeGreaterThan(50);
    const most = makers.map((_, from) => {
      const counts = Map.groupBy(makers.slice(from, from + 10).flat(), (maker) => maker);
      return Math.max(...[...counts.values()].map(({ length }) => length));
    });
    expect(Math.max(...most.slice(0, 40))).toBe(2);
  });

  test("genres, search, suggestions and cards", async () => {
    expect((await get("/v1/genres")).body.items[0]).toMatchObject({ name: "Drama" });
    const { body } = await get("/v1/search?q=godfater&yearTo=1973");
    expect(body).toMatchObject({
      total: 1,
      items: [{ movie: { id: "the-godfather-1972" }, matched: expect.arrayContaining(["title"]) }],
    });
    expect((await get("/v1/search/suggest?q=kuros")).body.people).toContainEqual({
      id: "akira-kurosawa",
      name: "Akira Kurosawa",
    });
    const cards = await ask("POST", "/internal/movies/cards", { payload: { movieIds: ["m-1931", "none"] } });
    expect(cards.body.items.map(({ id }: { id: string }) => id)).toEqual(["m-1931"]);
  });

  test("wishes come back as chips, and chips may be sent back", async () => {
    const { status, body } = await get("/v1/search?q=korean%20thriller%20under%20two%20hours&limit=2");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      mode: "meaning",
      relaxed: false,
      chips: [
        { kind: "country", value: ["KR"], text: "korean", span: [0, 6] },
        { kind: "genre", value: "Thriller" },
        { kind: "runtime", value: { to: 120 } },
      ],
      items: expect.arrayContaining([expect.objectContaining({ reasons: { words: [], chips: [0, 1, 2] } })]),
    });
    const chips = encodeURIComponent(JSON.stringify(body.chips));
    const again = await get(`/v1/search?chips=${chips}&limit=2`);
    expect(again.body).toMatchObject({ chips: body.chips, total: body.total, items: body.items });
    const next = await get(`/v1/search?chips=${chips}&limit=2&cursor=${again.body.nextCursor}`);
    expect(next.status).toBe(200);
    expect(next.body.items[0]).not.toEqual(body.items[0]);
  });

  test("suggestions name genres and moods too", async () => {
    expect((await get("/v1/search/suggest?q=sci")).body.genres).toEqual(["Science Fiction"]);
    expect((await get("/v1/search/suggest?q=gru")).body.moods).toEqual(["scary"]);
    expect((await get("/v1/search/suggest?q=krimi")).body.genres).toEqual(["Crime"]);
  });

  test.each([
    ["marks", "?!"],
    ["small words", "the of and"],
    ["emoji", "🎬👨‍👩‍👧‍👦"],
    ["right to left", "فيلم רעב ‮"],
    ["SQL", "'; DROP TABLE movies; --"],
    ["a bomb for regular expressions", `${"a".repeat(900)}!(a+)+$`],
    ["NUL", "he\0at\0"],
    ["apostrophes", "a'".repeat(500)],
    ["many words", "not horror or ".repeat(70)],
    ["__proto__", "__proto__ constructor toString"],
  ])("%s are answered", async (_, text) => {
    for (const mode of ["auto", "title", "meaning"]) {
      const { status } = await get(`/v1/search?mode=${mode}&q=${encodeURIComponent(text)}`);
      expect(status).toBe(200);
    }
    expect((await get(`/v1/search/suggest?q=${encodeURIComponent(text.slice(0, 100))}`)).status).toBe(200);
  });

  test("what is not there", async () => {
    expect(await get("/v1/movies/none")).toMatchObject({ status: 404, body: { code: "movie-not-found" } });
    expect(await get("/v1/people/none")).toMatchObject({ status: 404, body: { code: "person-not-found" } });
  });

  test.each([
    ["/v1/movies?yearFrom=soon", "validation-failed", "query/yearFrom"],
    ["/v1/movies?yearFrom=1990&yearTo=1980", "validation-failed", "query/yearFrom"],
    ["/v1/movies?colour=blue", "validation-failed", "query/colour"],
    ["/v1/movies?sort=best", "validation-failed", "query/sort"],
    ["/v1/movies?limit=1001", "validation-failed", "query/limit"],
    ["/v1/movies?minRating=6", "validation-failed", "query/minRating"],
    ["/v1/movies?cursor=nonsense", "malformed-cursor", "query/cursor"],
    ["/v1/search?q=alien&cursor=nonsense", "malformed-cursor", "query/cursor"],
    ["/v1/search", "validation-failed", "query/q"],
    ["/v1/search?q=", "validation-failed", "query/q"],
    [`/v1/search?q=${"a".repeat(10_000)}`, "validation-failed", "query/q"],
    ["/internal/moods", "validation-failed", "query/mood"],
    ["/internal/moods?mood=", "validation-failed", "query/mood"],
    [`/internal/moods?mood=${"a".repeat(201)}`, "validation-failed", "query/mood"],
    ["/internal/moods?mood=dark&minRating=6", "validation-failed", "query/minRating"],
    ["/internal/moods?mood=dark&yearFrom=1980", "validation-failed", "query/yearFrom"],
    ["/v1/search?q=alien&mode=best", "validation-failed", "query/mode"],
    ["/v1/search?chips=nonsense", "validation-failed", "query/chips"],
    ["/v1/search?chips={}", "validation-failed", "query/chips"],
    [`/v1/search?chips=${JSON.stringify(Array(31).fill(1))}`, "validation-failed", "query/chips"],
    ["/v1/search?chips=[1]", "validation-failed", "query/chips/0/kind"],
    ['/v1/search?chips=[{"kind":"colour","value":"blue"}]', "validation-failed", "query/chips/0/kind"],
    ['/v1/search?chips=[{"kind":"year","value":1980}]', "validation-failed", "query/chips/0/value"],
    ['/v1/search?chips=[{"kind":"year","value":{"from":1990,"to":1980}}]', "validation-failed", "query/chips/0/value"],
    ['/v1/search?chips=[{"kind":"mood","value":"loud"}]', "validation-failed", "query/chips/0/value"],
    [
      '/v1/search?chips=[{"kind":"genre","value":"Drama","negated":"yes"}]',
      "validation-failed",
      "query/chips/0/negated",
    ],
    ["/v1/search?q=korean films&cursor=nonsense", "malformed-cursor", "query/cursor"],
  ])("%s: %s names %s", async (url, code, path) => {
    expect(await get(url)).toMatchObject({ status: 400, body: problem(code, path) });
  });
});

describe("writing", () => {
  const create = (payload: object, token = "admin") => ask("POST", "/v1/movies", { payload, headers: as(token) });

  test("asks who calls", async () => {
    const payload = { title: "Mine" };
    expect(await ask("POST", "/v1/movies", { payload })).toMatchObject({ status: 401 });
    expect(await create(payload, "viewer")).toMatchObject({ status: 403, body: { code: "forbidden" } });
    expect(await create(payload, "importer")).toMatchObject({ status: 201, body: { id: "mine" } });
  });

  test("creates a film that is found at once", async () => {
    const { status, headers, body } = await create({
      title: "The Zymurgist",
      year: 2024,
      directors: ["Xenia Quux"],
      genres: ["Drama"],
    });
    expect(status).toBe(201);
    expect(headers).toMatchObject({
      etag: '"1"',
      location: "/v1/movies/the-zymurgist-2024",
    });
    expect(body).toMatchObject({ id: "the-zymurgist-2024", version: 1, rating: null, cast: [] });
    expect((await get("/v1/search?q=zymurg")).body.items[0].movie.id).toBe(body.id);
    expect((await get("/v1/movies?yearFrom=2024&yearTo=2024&limit=100")).body.items).toContainEqual(
      expect.objectContaining({ id: body.id }),
    );
    expect((await get("/v1/people/xenia-quux")).body.directed).toHaveLength(1);
    expect(await create({ title: "The Zymurgist", year: 2024 })).toMatchObject({
      status: 409,
      body: { code: "movie-exists" },
    });
  });

  test("an external id belongs to one film", async () => {
    await create({ id: "first", title: "First", externalIds: { imdb: "42" } });
    expect(await create({ id: "second", title: "Second", externalIds: { imdb: "42" } })).toMatchObject({
      status: 409,
      body: problem("movie-exists", "/externalIds/imdb"),
    });
  });

  test("replaces: what is left out is unknown, external ids stay", async () => {
    await create({ id: "draft", title: "Draft", runtime: 90, externalIds: { tmdb: "7" } });
    const { body } = await ask("PUT", "/v1/movies/draft", { payload: { title: "Final" }, headers: as("importer") });
    expect(body).toMatchObject({ title: "Final", runtime: null, externalIds: { tmdb: "7" }, version: 2 });
    expect(
      (await get("/v1/search?q=draft")).body.items.map(({ movie }: { movie: { id: string } }) => movie.id),
    ).not.toContain("draft");
  });

  test("removes, everywhere at once, and lets the id be used again", async () => {
    await create({ id: "brief", title: "Brief Quokka" });
    expect(await ask("DELETE", "/v1/movies/brief", { headers: as("admin") })).toMatchObject({
      status: 204,
      body: undefined,
    });
    expect((await get("/v1/movies/brief")).status).toBe(404);
    expect((await get("/v1/search?q=quokka")).body.items).toEqual([]);
    expect((await ask("DELETE", "/v1/movies/brief", { headers: as("admin") })).status).toBe(404);
    expect((await create({ id: "brief", title: "Brief Quokka" })).body).toMatchObject({ id: "brief", version: 3 });
    expect((await get("/v1/search?q=quokka")).body.total).toBe(1);
  });

  test.each([
    [{ title: "X", colour: "blue" }, "/colour"],
    [{ title: "" }, "/title"],
    [{ title: "X", year: "1979" }, "/year"],
    [{ title: "X", countries: ["Britain"] }, "/countries/0"],
    [{ title: "X", externalIds: { letterboxd: "1" } }, "/externalIds/letterboxd"],
    [{}, "/title"],
  ])("%j is refused naming %s", async (payload, path) => {
    expect(await create(payload)).toMatchObject({ status: 400, body: problem("validation-failed", path) });
  });

  test("imports", async () => {
    const payload = { source: "movielens", movies: [{ sourceId: "858", title: "Godfather, The", year: 1972 }] };
    const headers = as("importer");
    expect(await ask("POST", "/v1/movies/import", { payload, headers })).toMatchObject({
      status: 200,
      body: { results: [{ sourceId: "858", movieId: "the-godfather-1972", outcome: "matched" }] },
    });
    const movies = [{ ...payload.movies[0], rating: 5 }];
    expect(await ask("POST", "/v1/movies/import", { payload: { ...payload, movies }, headers })).toMatchObject({
      status: 400,
      body: problem("validation-failed", "/movies/0/rating"),
    });
  });
});

describe("ETags", () => {
  const put = (title: string, headers = {}) =>
    ask("PUT", "/v1/movies/versioned", { payload: { title }, headers: as("admin", headers) });

  test("a copy that is current is not sent again; a change asks for the current version", async () => {
    const created = await ask("POST", "/v1/movies", {
      payload: { id: "versioned", title: "One" },
      headers: as("admin"),
    });
    const etag = String(created.headers["etag"]);
    expect(await get("/v1/movies/versioned", { "if-none-match": etag })).toMatchObject({
      status: 304,
      body: undefined,
      headers: { etag },
    });

    const second = await put("Two", { "if-match": etag });
    expect(second).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(await get("/v1/movies/versioned", { "if-none-match": etag })).toMatchObject({
      status: 200,
      body: { title: "Two" },
    });
    expect(await put("Three", { "if-match": etag })).toMatchObject({ status: 412, body: { code: "version-conflict" } });
    expect(await ask("DELETE", "/v1/movies/versioned", { headers: as("admin", { "if-match": etag }) })).toMatchObject({
      status: 412,
    });

    catalog.index.setRatings("versioned", { ratingCount: 1, ratingSum: 4, likes: 0, views: 0 });
    expect(await get("/v1/movies/versioned", { "if-none-match": '"2"' })).toMatchObject({
      status: 200,
      body: { rating: { count: 1 } },
    });
    expect((await put("Three", { "if-match": '"2"' })).status).toBe(200);
  });

  test("of two changes made at once with the same version, one wins", async () => {
    await ask("POST", "/v1/movies", { payload: { id: "contended", title: "One" }, headers: as("admin") });
    const change = (title: string, headers = {}) =>
      ask("PUT", "/v1/movies/contended", { payload: { title }, headers: as("admin", headers) });
    const guarded = await Promise.all(["A", "B", "C"].map((title) => change(title, { "if-match": '"1"' })));
    expect(guarded.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
    const unguarded = await Promise.all(["D", "E", "F"].map((title) => change(title)));
    expect(unguarded.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await get("/v1/movies/contended")).body.version).toBe(5);
  });
});
