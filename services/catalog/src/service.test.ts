import { partitionFor } from "@projectionist/bus";
import { type DomainEvent, type MovieCard } from "@projectionist/contracts";
import { openJobs } from "@projectionist/jobs";
import { createLogger, publish, type RunningService } from "@projectionist/service-kit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTmdbServer } from "./enrichment/testing/tmdb-server.ts";
import { startCatalog, type CatalogOptions } from "./service.ts";
import { eventsIn, openEngines, verifyToken, type Engines } from "./testing/engines.ts";
import { bundledFilms } from "./testing/films.ts";

let engines: Engines;
let running: RunningService[];
beforeEach(async () => {
  engines = await openEngines();
  running = [];
});
afterEach(async () => {
  for (const service of running) await service.stop();
  await engines.close();
});

async function start(seed = bundledFilms.slice(0, 3), more: Partial<CatalogOptions> = {}): Promise<RunningService> {
  const logger = createLogger({ service: "catalog", level: "silent" });
  const service = await startCatalog({ ...engines, logger, verifyToken, host: "127.0.0.1", port: 0, seed, ...more });
  running.push(service);
  return service;
}

const json = async (url: string) => (await (await fetch(url)).json()) as Record<string, unknown>;
const write = (method: string, url: string, body?: object) =>
  fetch(url, {
    method,
    headers: { authorization: "Bearer admin", ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
const until = <T>(read: () => Promise<T>, wanted: object) =>
  expect.poll(read, { timeout: 10_000, interval: 20 }).toMatchObject(wanted);

test("each write is announced once, with its version, under the film's key", async () => {
  const { url } = await start();
  await write("POST", `${url}/v1/movies`, { id: "film", title: "Film", year: 1990 });
  await write("PUT", `${url}/v1/movies/film`, { title: "Film again" });
  await write("DELETE", `${url}/v1/movies/film`);
  const ofFilm = (events: DomainEvent[]) => events.filter((event) => "movieId" in event && event.movieId === "film");
  await expect
    .poll(async () => ofFilm(await eventsIn(engines.log, "catalog.movies")).length, { timeout: 10_000 })
    .toBe(3);
  await expect.poll(() => engines.documents.pendingEvents(10)).toEqual([]);
  const events = await eventsIn(engines.log, "catalog.movies");
  expect(ofFilm(events)).toMatchObject([
    { type: "MovieUpserted", version: 1, title: "Film", year: 1990 },
    { type: "MovieUpserted", version: 2, title: "Film again", year: null },
    { type: "MovieRemoved", version: 3 },
  ]);
  expect(events).toHaveLength(3 + 3);
  const ends = await engines.log.ends("catalog.movies");
  expect(ends[partitionFor("film", ends.length)]).toBeGreaterThanOrEqual(3);
});

test("a catalog that stops takes no more jobs, also where they are kept elsewhere", async () => {
  const jobs = await openJobs("memory:");
  const catalog = await start([], { jobs });
  await jobs.enqueue("enrich", {});
  await catalog.stop();
  await expect(jobs.enqueue("enrich", {})).rejects.toThrow("closed");
});

test("instances see each other's writes", async () => {
  const [one, other] = [await start(), await start()];
  await write("POST", `${one.url}/v1/movies`, { id: "film", title: "Quokka Nights" });
  await until(() => json(`${other.url}/v1/search?q=quokka`), { total: 1 });
  await write("DELETE", `${other.url}/v1/movies/film`);
  await until(() => json(`${one.url}/v1/search?q=quokka`), { total: 0 });
});

test("an enriched film has its poster on every instance, and after a change and a restart", async () => {
  const tmdb = await startTmdbServer("token");
  tmdb.films.set("7", { id: 7, title: "Quokka Nights", poster_path: "/quokka.jpg" });
  const enrichment = { apiKey: "token", baseUrl: tmdb.url, requestsPerSecond: 39 };
  const [one, other] = [await start([], { enrichment }), await start([])];
  await write("POST", `${one.url}/v1/movies`, { id: "film", title: "Quokka Nights", externalIds: { tmdb: "7" } });
  await write("POST", `${one.url}/v1/ops/jobs`, { name: "enrich", data: { movieIds: ["film"] } });
  const posterUrl = "https://images.example/t/p/w500/quokka.jpg";
  await until(() => json(`${other.url}/v1/search?q=quokka`), { items: [{ movie: { id: "film", posterUrl } }] });
  await write("PUT", `${other.url}/v1/movies/film`, { title: "Quokka Days" });
  await until(() => json(`${one.url}/v1/search?q=days`), { items: [{ movie: { id: "film", posterUrl } }] });
  const restarted = await start([]);
  expect(await json(`${restarted.url}/v1/movies?sort=title`)).toMatchObject({ items: [{ id: "film", posterUrl }] });
  expect(await json(`${restarted.url}/v1/movies/film`)).toMatchObject({ title: "Quokka Days", posterUrl });
  await tmdb.close();
});

test("ratings come from the log, the latest per film, also those of before the start", async () => {
  const movieId = bundledFilms[0]?.id ?? "";
  const counted = (ratingCount: number, ratingSum: number) =>
    publish(engines.log, [
      {
        type: "MovieRatingsCounted",
        eventId: `${movieId}-${ratingCount}`,
        occurredAt: 0,
        movieId,
        ratingCount,
        ratingSum,
        likes: 1,
        views: 1,
      },
    ]);
  await counted(1, 5);
  await counted(2, 9);
  const { url } = await start();
  await until(() => json(`${url}/readyz?verbose`), { status: "ready" });
  expect(await json(`${url}/v1/movies/${movieId}`)).toMatchObject({ rating: { average: 4.5, count: 2 } });
  await counted(4, 12);
  await until(() => json(`${url}/v1/movies/${movieId}`), { rating: { average: 3, count: 4 } });
  const { items } = await json(`${url}/v1/movies?limit=1`);
  expect((items as MovieCard[])[0]?.id).toBe(movieId);
});

test("a restart knows what was written, seeds nothing anew and announces nothing anew", async () => {
  const first = await start();
  await write("POST", `${first.url}/v1/movies`, { id: "film", title: "Quokka Nights" });
  await write("DELETE", `${first.url}/v1/movies/${bundledFilms[1]?.id}`);
  await expect.poll(() => engines.documents.pendingEvents(10)).toEqual([]);
  await first.stop();
  const before = await engines.log.ends("catalog.movies");
  const { url } = await start();
  expect(await json(`${url}/v1/movies?sort=title`)).toMatchObject({ total: 3 });
  expect(await json(`${url}/v1/search?q=quokka`)).toMatchObject({ total: 1 });
  expect(await engines.log.ends("catalog.movies")).toEqual(before);
});

test("a port that is taken is an error, and leaves nothing running", async () => {
  const { url } = await start();
  const options = { ...engines, logger: createLogger({ service: "catalog", level: "silent" }), verifyToken };
  await expect(startCatalog({ ...options, host: "127.0.0.1", port: Number(new URL(url).port) })).rejects.toThrow(
    "set PORT",
  );
});
