import { afterEach, beforeEach, expect, test } from "vitest";
import { deleteMovie, replaceMovie } from "../movies/change-movie.ts";
import { readMovie } from "../movies/get-movie.ts";
import type { Catalog } from "../movies/write-movies.ts";
import { openCatalog } from "../testing/catalog.ts";
import { openEngines, type Engines } from "../testing/engines.ts";
import type { BundledFilm } from "./bundled-film.ts";
import { seedFilms } from "./seed-films.ts";

let engines: Engines;
let catalog: Catalog;
beforeEach(async () => {
  engines = await openEngines();
  catalog = await openCatalog(engines);
});
afterEach(() => engines.close());

const alien: BundledFilm = { id: "alien-1979", title: "Alien", year: 1979, country: "GB", countries: ["US", "GB"] };
const m: BundledFilm = { id: "m-1931", title: "M", year: 1931 };
const factsOf = async (id: string) => (await readMovie(catalog, id)).value.facts;

test("seeds what is missing, its main country first, and then nothing more", async () => {
  expect(await seedFilms(catalog, [alien, m])).toEqual({ written: 2, unchanged: 0 });
  expect((await factsOf("alien-1979")).countries).toEqual(["GB", "US"]);
  expect(await seedFilms(catalog, [alien, m])).toEqual({ written: 0, unchanged: 2 });
  expect((await readMovie(catalog, "alien-1979")).version).toBe(1);
});

test("takes films as they come", async () => {
  async function* coming() {
    yield alien;
    yield m;
  }
  expect(await seedFilms(catalog, coming())).toEqual({ written: 2, unchanged: 0 });
});

test("a film that changed in the bundle is written again", async () => {
  await seedFilms(catalog, [alien, m]);
  expect(await seedFilms(catalog, [{ ...alien, runtime: 117 }, m])).toEqual({ written: 1, unchanged: 1 });
  expect((await factsOf("alien-1979")).runtime).toBe(117);
  expect(await seedFilms(catalog, [{ ...alien, runtime: 117 }, m])).toEqual({ written: 0, unchanged: 2 });
});

test("what an administrator changed stays", async () => {
  await seedFilms(catalog, [alien]);
  await replaceMovie(catalog, "alien-1979", { title: "Alien", year: 1979, runtime: 116 }, undefined);
  expect(await seedFilms(catalog, [{ ...alien, runtime: 117 }])).toEqual({ written: 0, unchanged: 1 });
  expect((await factsOf("alien-1979")).runtime).toBe(116);
});

test("what an administrator removed stays away", async () => {
  await seedFilms(catalog, [alien]);
  await deleteMovie(catalog, "alien-1979", undefined);
  expect(await seedFilms(catalog, [alien])).toEqual({ written: 0, unchanged: 1 });
  await expect(readMovie(catalog, "alien-1979")).rejects.toMatchObject({ code: "movie-not-found" });
});
