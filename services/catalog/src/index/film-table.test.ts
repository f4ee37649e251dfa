import { expect, test } from "vitest";
import { bundled, film, indexOf } from "../testing/films.ts";
import { facetsOf } from "./facets.ts";
import { createMovieIndex } from "./movie-index.ts";

test("films that come, change and go leave columns and lists as of those that are there", () => {
  const index = createMovieIndex();
  const { table, vocabulary } = index;
  index.upsert("heat", 1, film("Heat", 1995, { genres: ["Crime"], runtime: 170, language: "en", countries: ["US"] }));
  index.upsert("ran", 1, film("Ran", 1985, { genres: ["War", "Drama"], language: "ja" }));
  index.setRatings("ran", { ratingCount: 10, ratingSum: 50, likes: 3, views: 7 });
  const slots = (genre: string) => [...table.genres.of(vocabulary.genres.find(genre) ?? -1)];
  const ran = table.slotOf("ran")!;
  expect(slots("War")).toEqual([ran]);
  expect([table.columns.years[ran], table.columns.runtimes[ran], table.columns.popularities[ran]]).toEqual([
    1985, 0, 20,
  ]);
  expect(table.columns.ratings[ran]).toBe(4.25);

  index.upsert("ran", 2, film("Ran", 1986, { genres: ["Drama"] }));
  expect(slots("War")).toEqual([]);
  expect(table.columns.years[table.slotOf("ran")!]).toBe(1986);
  expect(table.columns.languages[table.slotOf("ran")!]).toBe(-1);

  index.remove("heat", 2);
  expect([table.slotOf("heat"), slots("Crime")]).toEqual([undefined, []]);
  index.upsert("up", 1, film("Up", null, { genres: ["Family"] }));
  expect(table.end).toBe(2);
  const up = table.slotOf("up")!;
  expect([table.ids[up], table.film(up)?.title, table.columns.years[up]]).toEqual(["up", "Up", 0]);
  expect(table.columns.popularities[up]).toBe(0);
});

test("facets by value are those of films counted one by one", () => {
  const index = indexOf(bundled);
  const all = Int32Array.from({ length: index.table.end }, (_, slot) => slot);
  const few = facetsOf(all.subarray(0, 400), index);
  const rest = facetsOf(all.subarray(400), index);
  const countOf = (facets: typeof few, name: keyof typeof few, value: string) =>
    facets[name].find((facet) => facet.value === value)?.count ?? 0;
  for (const name of ["genres", "decades", "languages", "countries"] as const)
    for (const { value, count } of facetsOf(all, index)[name])
      expect(countOf(few, name, value) + countOf(rest, name, value)).toBe(count);
});
