import { expect, test } from "vitest";
import { film, indexOf } from "../testing/films.ts";
import { createMovieIndex } from "./movie-index.ts";
import { personPage } from "./person-page.ts";

const jaws = film("Jaws", 1975, { directors: ["Steven Spielberg"], cast: ["Roy Scheider"] });

test("an older version changes nothing, in any order of arrival", () => {
  const index = createMovieIndex();
  index.upsert("jaws", 2, { ...jaws, runtime: 124 });
  index.upsert("jaws", 1, jaws);
  index.upsert("jaws", 2, jaws);
  expect(index.get("jaws")).toMatchObject({ version: 2, runtime: 124 });
});

test("a removed film stays away until a later version", () => {
  const index = indexOf([{ id: "jaws", facts: jaws }]);
  index.remove("jaws", 2);
  index.upsert("jaws", 1, jaws);
  index.upsert("jaws", 2, jaws);
  expect(index.get("jaws")).toBeUndefined();
  expect([...index.films()]).toEqual([]);
  expect(index.person("steven-spielberg")).toBeUndefined();
  expect(index.filmTexts.find(["jaws"]).hits).toEqual([]);
  expect(index.peopleNames.find(["spielberg"]).hits).toEqual([]);
  expect(index.titles.find("jaws", 1975)).toEqual([]);
  index.upsert("jaws", 3, jaws);
  expect(index.filmTexts.find(["jaws"]).hits.map(({ id }) => id)).toEqual(["jaws"]);
});

test("a removal that overtakes the film wins", () => {
  const index = createMovieIndex();
  index.remove("jaws", 2);
  index.upsert("jaws", 1, jaws);
  expect(index.get("jaws")).toBeUndefined();
});

test("ratings may come before their film, and survive its changes", () => {
  const index = createMovieIndex();
  const counts = { ratingCount: 2, ratingSum: 7, likes: 1, views: 3 };
  index.setRatings("jaws", counts);
  index.upsert("jaws", 1, jaws);
  index.upsert("jaws", 2, jaws);
  expect(index.get("jaws")?.counts).toEqual(counts);
});

test("a person has the films directed and acted in, newest first", () => {
  const index = indexOf([
    { id: "jaws", facts: jaws },
    { id: "1941", facts: film("1941", 1979, { directors: ["Steven Spielberg"] }) },
    {
      id: "blues",
      facts: film("The Blues Brothers", 1980, { directors: ["John Landis"], cast: ["Steven Spielberg"] }),
    },
  ]);
  const page = personPage(index, "steven-spielberg");
  expect(page?.name).toBe("Steven Spielberg");
  expect(page?.directed.map(({ id }) => id)).toEqual(["1941", "jaws"]);
  expect(page?.acted.map(({ id }) => id)).toEqual(["blues"]);
  expect(personPage(index, "nobody")).toBeUndefined();
});

test("a changed film loses its former people and words", () => {
  const index = indexOf([{ id: "jaws", facts: jaws }]);
  index.upsert("jaws", 2, film("Orca", 1977, { directors: ["Michael Anderson"] }));
  expect(personPage(index, "steven-spielberg")).toBeUndefined();
  expect(index.filmTexts.find(["jaws"]).hits).toEqual([]);
  expect(index.titles.find("jaws", 1975)).toEqual([]);
  expect(index.titles.find("orca", 1977)).toEqual(["jaws"]);
});
