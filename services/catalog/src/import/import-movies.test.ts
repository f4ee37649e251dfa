import type { ImportedMovie, ImportSource } from "@projectionist/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deleteMovie, replaceMovie } from "../movies/change-movie.ts";
import { createMovie } from "../movies/create-movie.ts";
import { presentMovie, readMovie } from "../movies/get-movie.ts";
import type { Catalog } from "../movies/write-movies.ts";
import { seedFilms } from "../seed/seed-films.ts";
import { openCatalog } from "../testing/catalog.ts";
import { openEngines, type Engines } from "../testing/engines.ts";
import { bundledFilms } from "../testing/films.ts";
import { importMovies } from "./import-movies.ts";

let engines: Engines;
let catalog: Catalog;
beforeEach(async () => {
  engines = await openEngines();
  catalog = await openCatalog(engines);
});
afterEach(() => engines.close());

const row = (sourceId: string, title: string, year: number | null, more: Partial<ImportedMovie> = {}) => ({
  sourceId,
  title,
  year,
  ...more,
});
async function run(source: ImportSource, ...movies: ImportedMovie[]) {
  const results = await importMovies(catalog, { source, movies, dryRun: false });
  return results.map(({ movieId, outcome }) => [movieId, outcome]);
}
const movie = async (id: string) => presentMovie(catalog, await readMovie(catalog, id));

describe("films that are there", () => {
  const known = new Set([
    "the-godfather-1972",
    "star-wars-1977",
    "amelie-2001",
    "seven-1995",
    "alien-1992",
    "seven-samurai-1954",
  ]);
  beforeEach(async () => {
    await seedFilms(
      catalog,
      bundledFilms.filter(({ id }) => known.has(id)),
    );
  });

  test.each([
    ["Godfather, The (1972)", null, "the-godfather-1972"],
    ["Star Wars: Episode IV - A New Hope", 1977, "star-wars-1977"],
    ["Amelie (Fabuleux destin d'Amélie Poulain, Le)", 2001, "amelie-2001"],
    ["Seven (a.k.a. Se7en)", 1995, "seven-1995"],
    ["Alien³ (a.k.a. Alien 3)", 1992, "alien-1992"],
  ])("%s is known", async (title, year, id) => {
    expect(await run("movielens", row("7", title, year))).toEqual([[id, "matched"]]);
    expect((await movie(id)).externalIds).toEqual({ movielens: "7" });
  });

  test("nothing that is known is overwritten, what is missing is filled", async () => {
    await createMovie(catalog, { id: "sparse", title: "Sparse", year: 1980, genres: ["Drama"] });
    await run("tmdb", row("9", "Sparse", 1980, { genres: ["Comedy"], runtime: 90, directors: ["A. Director"] }));
    expect(await movie("sparse")).toMatchObject({
      genres: ["Drama"],
      runtime: 90,
      directors: [{ id: "a-director", name: "A. Director" }],
      externalIds: { tmdb: "9" },
      version: 2,
    });
  });

  test("the same year is needed, or the year beside it for a long title that no other film has", async () => {
    expect(await run("movielens", row("1", "The Godfather", 1973))).toEqual([["the-godfather-1972", "matched"]]);
    expect(await run("movielens", row("2", "Alien", 1980))).toEqual([["ml-2", "created"]]);
    expect(await run("movielens", row("3", "Seven Samurai", 1999))).toEqual([["ml-3", "created"]]);
  });

  test("a nearby year never takes the film from the row of its very year", async () => {
    expect(await run("movielens", row("1", "Seven Samurai", 1955), row("2", "Seven Samurai", 1954))).toEqual([
      ["ml-1", "created"],
      ["seven-samurai-1954", "matched"],
    ]);
  });

  test("other directors tell films of nearby years apart", async () => {
    const other = row("1", "Seven Samurai", 1955, { directors: ["Somebody Else"] });
    expect(await run("tmdb", other)).toEqual([["tmdb-1", "created"]]);
  });
});

describe("several films of one name", () => {
  test("the director decides between two of one year", async () => {
    await createMovie(catalog, { id: "p-1", title: "Pinocchio", year: 2022, directors: ["Guillermo del Toro"] });
    await createMovie(catalog, { id: "p-2", title: "Pinocchio", year: 2022, directors: ["Robert Zemeckis"] });
    const [first, second] = await run(
      "tmdb",
      row("1", "Pinocchio", 2022, { directors: ["Robert Zemeckis"] }),
      row("2", "Pinocchio", 2022),
    );
    expect(first).toEqual(["p-2", "matched"]);
    expect(second).toEqual(["p-1", "matched"]);
  });

  test("where nothing decides, the film is a new one", async () => {
    await createMovie(catalog, { id: "p-1", title: "Pinocchio", year: 2022 });
    await createMovie(catalog, { id: "p-2", title: "Pinocchio", year: 2022 });
    expect(await run("tmdb", row("1", "Pinocchio", 2022))).toEqual([["tmdb-1", "created"]]);
  });

  test("two films of one source are never one film", async () => {
    const twins = [row("64997", "War of the Worlds", 2005), row("34048", "War of the Worlds", 2005)];
    expect(await run("movielens", ...twins)).toEqual([
      ["ml-64997", "created"],
      ["ml-34048", "created"],
    ]);
    expect(await run("movielens", ...twins)).toEqual([
      ["ml-64997", "unchanged"],
      ["ml-34048", "unchanged"],
    ]);
  });

  test("film 50 of ml100k is not film 50 of movielens", async () => {
    await run("movielens", row("50", "Usual Suspects, The", 1995));
    expect(await run("ml100k", row("50", "Star Wars", 1977))).toEqual([["ml100k-50", "created"]]);
    expect(await run("ml100k", row("12", "Usual Suspects, The", 1995))).toEqual([["ml-50", "matched"]]);
    expect((await movie("ml-50")).externalIds).toEqual({ movielens: "50", ml100k: "12" });
  });
});

describe("ids of other numberings", () => {
  test("lead to the film whatever its title", async () => {
    await run("tmdb", row("129", "千と千尋の神隠し", 2002, { externalIds: { imdb: "0245429" } }));
    const spiritedAway = row("5618", "Spirited Away", 2001, { externalIds: { imdb: "0245429" } });
    expect(await run("movielens", spiritedAway)).toEqual([["tmdb-129", "matched"]]);
    expect(await run("movielens", { ...spiritedAway, runtime: 125 })).toEqual([["tmdb-129", "updated"]]);
  });

  test("tell films apart that share title and year", async () => {
    await run("movielens", row("1", "Twins", 1988, { externalIds: { imdb: "1" } }));
    expect(await run("tmdb", row("2", "Twins", 1988, { externalIds: { imdb: "2" } }))).toEqual([["tmdb-2", "created"]]);
  });

  test("that a source gives to two films stay with the first", async () => {
    const same = { externalIds: { tmdb: "77" } };
    expect(await run("movielens", row("1", "One", 1990, same), row("2", "Two", 1990, same))).toEqual([
      ["ml-1", "created"],
      ["ml-2", "created"],
    ]);
    expect((await movie("ml-2")).externalIds).toEqual({ movielens: "2" });
    expect(await run("movielens", row("2", "Two", 1990, same))).toEqual([["ml-2", "unchanged"]]);
  });

  test("are checked", async () => {
    const bad = [row("a b", "Film", 1990), row("2", "Film", 1990, { externalIds: { movielens: "3" } })];
    await expect(run("movielens", ...bad)).rejects.toMatchObject({
      code: "validation-failed",
      more: { errors: [{ path: "/movies/0/sourceId" }, { path: "/movies/1/externalIds/movielens" }] },
    });
  });
});

describe("repeating", () => {
  const batch = bundledFilms
    .slice(0, 60)
    .map(({ title, year, genres, runtime }, n) =>
      row(String(n), title, year ?? null, { genres: genres ?? [], runtime: runtime ?? null }),
    );

  test("changes nothing and announces nothing", async () => {
    await run("movielens", ...batch);
    await engines.documents.acknowledgeEvents(await engines.documents.pendingEvents(1_000));
    const again = await run("movielens", ...batch);
    expect(new Set(again.map(([, outcome]) => outcome))).toEqual(new Set(["unchanged"]));
    expect(await engines.documents.pendingEvents(10)).toEqual([]);
  });

  test("within a batch is the same film", async () => {
    expect(await run("movielens", row("1", "Film", 1990), row("1", "Film", 1990, { runtime: 90 }))).toEqual([
      ["ml-1", "created"],
      ["ml-1", "updated"],
    ]);
    expect(await movie("ml-1")).toMatchObject({ runtime: 90, version: 1 });
  });

  test("a dry run answers the same and writes nothing", async () => {
    const planned = await importMovies(catalog, { source: "movielens", movies: batch, dryRun: true });
    expect(await catalog.movies.count()).toBe(0);
    expect(await importMovies(catalog, { source: "movielens", movies: batch, dryRun: false })).toEqual(planned);
  });

  test("two batches at once make each film once", async () => {
    const [first, second] = await Promise.all([run("movielens", ...batch), run("movielens", ...batch)]);
    expect(first.map(([id]) => id)).toEqual(second.map(([id]) => id));
    expect(await catalog.movies.count()).toBe(batch.length);
  });

  test("survives an administrator's change, and brings a removed film back", async () => {
    await run("movielens", row("1", "Film", 1990));
    await replaceMovie(catalog, "ml-1", { title: "Another title" }, undefined);
    expect(await run("movielens", row("1", "Film", null))).toEqual([["ml-1", "unchanged"]]);
    await deleteMovie(catalog, "ml-1", undefined);
    expect(await run("movielens", row("1", "Film", 1990))).toEqual([["ml-1", "created"]]);
    expect(await movie("ml-1")).toMatchObject({ title: "Film", version: 4 });
  });
});

test("MovieLens genres become ours", async () => {
  await run("movielens", row("1", "Big Sleep, The", 1946, { genres: ["Crime", "Film-Noir", "Mystery"] }));
  expect(await movie("ml-1")).toMatchObject({
    title: "The Big Sleep",
    genres: ["Crime", "Mystery"],
    keywords: ["film noir"],
  });
});
