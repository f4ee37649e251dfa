import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openJobs, type JobDetail, type Jobs } from "@projectionist/jobs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMovie } from "../movies/create-movie.ts";
import { presentMovie, readMovie } from "../movies/get-movie.ts";
import type { Catalog } from "../movies/write-movies.ts";
import { openCatalog } from "../testing/catalog.ts";
import { openEngines, type Engines } from "../testing/engines.ts";
import { enrichFilm } from "./enrich-film.ts";
import { createEnrichmentJob } from "./enrichment-job.ts";
import { startTmdbServer, type TmdbServer } from "./testing/tmdb-server.ts";

const token = "eyJ.read-access.token";
const quokka = {
  id: 77,
  title: "Quokka Nights",
  original_title: "Noches de Quokka",
  release_date: "1990-05-01",
  runtime: 101,
  original_language: "es",
  overview: "A quokka does not sleep.",
  imdb_id: "tt0000077",
  poster_path: "/quokka.jpg",
  genres: [
    { id: 35, name: "Comedy" },
    { id: 1, name: "TV Movie" },
  ],
  production_countries: [{ iso_3166_1: "ES", name: "Spain" }],
  belongs_to_collection: { id: 1, name: "Quokka Collection" },
  credits: {
    cast: [{ name: "Ana Actor", order: 0 }],
    crew: [
      { name: "Dora Director", job: "Director" },
      { name: "Eva Editor", job: "Editor" },
    ],
  },
  keywords: { keywords: [{ id: 5, name: "insomnia" }] },
};

let engines: Engines;
let catalog: Catalog;
let tmdb: TmdbServer;
let jobs: Jobs;
let cacheFolder: string;
beforeEach(async () => {
  engines = await openEngines();
  catalog = await openCatalog(engines);
  tmdb = await startTmdbServer(token);
  tmdb.films.set("77", quokka);
  cacheFolder = await mkdtemp(join(tmpdir(), "tmdb-"));
  jobs = await openJobs("memory:");
});
afterEach(async () => {
  await jobs.close();
  await tmdb.close();
  await engines.close();
  await rm(cacheFolder, { recursive: true, force: true });
});

const define = (more: object = {}) =>
  jobs.define(
    "enrich",
    createEnrichmentJob(catalog, { apiKey: token, baseUrl: tmdb.url, requestsPerSecond: 1_000, cacheFolder, ...more }),
  );
async function run(data: object = {}): Promise<JobDetail> {
  const id = await jobs.enqueue("enrich", { ...data }, { attempts: 1 });
  const job = () => jobs.get(id) as Promise<JobDetail>;
  await expect.poll(async () => (await job()).finishedAt, { timeout: 15_000 }).not.toBeNull();
  return job();
}
const movie = async (id: string) => presentMovie(catalog, await readMovie(catalog, id));
const paths = () => tmdb.asked.map(({ url }) => url.replace(/\?.*/, ""));

describe("a film that TMDB knows", () => {
  test("gets what is missing, its poster and its ids; what is known stays", async () => {
    await createMovie(catalog, { id: "quokka", title: "Quokka Nights", year: 1990, genres: ["Drama"], runtime: 99 });
    define();
    const job = await run();
    expect(job).toMatchObject({
      state: "completed",
      error: null,
      result: { films: 1, enriched: 1, unchanged: 0, unknown: 0 },
      progress: { share: 1, note: "1 of 1 films, 1 enriched" },
    });
    expect(await movie("quokka")).toMatchObject({
      title: "Quokka Nights",
      originalTitle: "Noches de Quokka",
      genres: ["Drama"],
      runtime: 99,
      language: "es",
      countries: ["ES"],
      directors: [{ name: "Dora Director" }],
      cast: [{ name: "Ana Actor" }],
      keywords: ["insomnia"],
      series: "Quokka",
      description: "A quokka does not sleep.",
      externalIds: { tmdb: "77", imdb: "tt0000077" },
      posterUrl: "https://images.example/t/p/w500/quokka.jpg",
      version: 2,
    });
    expect(catalog.index.get("quokka")).toMatchObject({ posterUrl: "https://images.example/t/p/w500/quokka.jpg" });
  });

  test("is found by its id alone, in one call, whatever its title", async () => {
    await createMovie(catalog, { id: "q", title: "Another Title", externalIds: { tmdb: "77" } });
    define();
    expect((await run()).result).toMatchObject({ enriched: 1 });
    expect(paths()).toEqual(["/3/movie/77", "/3/configuration"]);
    expect(tmdb.asked[0]?.url).toContain("append_to_response=credits%2Ckeywords");
    expect(tmdb.asked[0]?.headers["user-agent"]).toMatch(/^Projectionist\/\d/);
    expect((await movie("q")).genres).toEqual(["Comedy"]);
  });

  test("is asked for and announced once: repeating changes nothing", async () => {
    await createMovie(catalog, { id: "quokka", title: "Quokka Nights", year: 1990 });
    define();
    await run();
    const calls = tmdb.asked.length;
    expect((await run()).result).toEqual({ films: 1, enriched: 0, unchanged: 1, unknown: 0 });
    expect(tmdb.asked.length - calls).toBe(0);
    expect((await movie("quokka")).version).toBe(2);
  });

  test("is asked for conditionally when told to refresh, and its new poster taken", async () => {
    await createMovie(catalog, { id: "quokka", title: "Quokka Nights", externalIds: { tmdb: "77" } });
    define();
    await run();
    await run({ refresh: true });
    const again = tmdb.asked.filter(({ url }) => url.startsWith("/3/movie/77"));
    expect(again.map(({ headers }) => headers["if-none-match"] !== undefined)).toEqual([false, true]);
    tmdb.films.set("77", { ...quokka, poster_path: "/another-poster.jpg" });
    expect((await run({ refresh: true })).result).toMatchObject({ enriched: 1 });
    expect((await movie("quokka")).posterUrl).toBe("https://images.example/t/p/w500/another-poster.jpg");
  });

  test("that others change meanwhile keeps their change", async () => {
    await createMovie(catalog, { id: "quokka", title: "Quokka Nights", externalIds: { tmdb: "77" } });
    const film = (await catalog.movies.get("quokka"))!;
    await catalog.movies.put("quokka", { ...film.value, facts: { ...film.value.facts!, runtime: 5 } });
    const answers = { movie: async () => quokka, search: async () => [], posterUrl: async (path: string) => path };
    expect(await enrichFilm(catalog, answers, film)).toBe("enriched");
    expect(await movie("quokka")).toMatchObject({ runtime: 5, language: "es" });
  });

  test("does not take the id of another film", async () => {
    await createMovie(catalog, { id: "taken", title: "Taken", externalIds: { tmdb: "77", imdb: "tt0000077" } });
    await createMovie(catalog, { id: "quokka", title: "Quokka Nights", year: 1990 });
    define();
    expect((await run({ movieIds: ["quokka"] })).result).toMatchObject({ enriched: 1 });
    expect(await movie("quokka")).toMatchObject({ externalIds: {}, language: "es" });
  });
});

describe("a film that TMDB does not surely know", () => {
  test.each([
    ["of another year", { title: "Quokka Nights", year: 1985 }],
    ["without a year", { title: "Quokka Nights" }],
    ["of another title", { title: "Quokka", year: 1990 }],
    ["of another IMDb id", { title: "Quokka Nights", year: 1990, externalIds: { imdb: "tt0000001" } }],
    ["of a dead TMDB id", { title: "Quokka Nights", year: 1990, externalIds: { tmdb: "404" } }],
  ])("%s stays as it is, and is named", async (_what, input) => {
    await createMovie(catalog, { id: "film", ...input });
    define();
    const job = await run();
    expect(job).toMatchObject({ state: "completed", result: { unknown: 1 }, log: [expect.stringContaining("film:")] });
    expect((await movie("film")).version).toBe(1);
    const calls = tmdb.asked.length;
    await run();
    expect(tmdb.asked).toHaveLength(calls);
  });

  test("stays as it is when two go by its title in its year", async () => {
    tmdb.films.set("78", { ...quokka, id: 78 });
    await createMovie(catalog, { id: "film", title: "Quokka Nights", year: 1990 });
    define();
    expect((await run()).result).toMatchObject({ unknown: 1 });
  });
});

describe("politeness", () => {
  beforeEach(() => createMovie(catalog, { id: "q", title: "Quokka Nights", externalIds: { tmdb: "77" } }));

  test("waits as long as a 429 says, and goes on", async () => {
    tmdb.next.push({ status: 429, headers: { "retry-after": "1" } });
    define();
    expect(await run()).toMatchObject({ state: "completed", result: { enriched: 1 } });
    const [first, second] = tmdb.asked;
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(990);
  });

  test("goes on after faults of TMDB's", async () => {
    tmdb.next.push({ status: 503 }, { status: 429 });
    define();
    expect(await run()).toMatchObject({ state: "completed", result: { enriched: 1 } });
  });

  test("stops within a wait when it is cancelled", async () => {
    tmdb.next.push({ status: 429, headers: { "retry-after": "300" } });
    define();
    const id = await jobs.enqueue("enrich", {});
    await expect.poll(() => tmdb.asked.length).toBe(1);
    await jobs.cancel(id);
    await expect.poll(async () => (await jobs.get(id))?.state).toBe("cancelled");
  });

  test("stays within the rate", async () => {
    for (let n = 0; n < 5; n++) {
      await createMovie(catalog, { id: `f${n}`, title: `F${n}`, externalIds: { tmdb: `${n + 1}` } });
    }
    define({ requestsPerSecond: 20 });
    await run();
    const times = tmdb.asked.map(({ at }) => at);
    expect(times.length).toBe(7);
    expect(times.at(-1)! - times[0]!).toBeGreaterThanOrEqual(6 * 50 - 30);
  });
});

describe("settings", () => {
  beforeEach(() => createMovie(catalog, { id: "q", title: "Quokka Nights", externalIds: { tmdb: "77" } }));

  test("without a key the job fails at once, and names the variable", async () => {
    jobs.define("enrich", createEnrichmentJob(catalog, undefined));
    expect(await run()).toMatchObject({ state: "failed", error: expect.stringContaining("TMDB_API_KEY is not set") });
  });

  test("a key that TMDB refuses is named, and not told", async () => {
    define({ apiKey: "wr0ng" });
    const { state, error } = await run();
    expect([state, error]).toEqual(["failed", "TMDB refuses the key (401): correct TMDB_API_KEY"]);
  });

  test("a server that is not TMDB is named", async () => {
    tmdb.next.push({ status: 200, body: { hello: "world" } });
    define();
    expect(await run()).toMatchObject({ state: "failed", error: expect.stringContaining("TMDB_URL") });
  });

  test("an API key of 32 digits goes into the query, and not into the cache", async () => {
    await tmdb.close();
    const key = "0123456789abcdef".repeat(2);
    tmdb = await startTmdbServer(key);
    tmdb.films.set("77", quokka);
    define({ apiKey: key });
    expect(await run()).toMatchObject({ state: "completed", result: { enriched: 1 } });
    expect(tmdb.asked[0]?.headers.authorization).toBeUndefined();
  });
});
