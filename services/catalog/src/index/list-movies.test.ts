import { movieSorts } from "@projectionist/contracts";
import { decodeCursor, encodeCursor, MalformedCursorError } from "@projectionist/service-kit";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bundled, film, indexOf } from "../testing/films.ts";
import type { MovieFilters } from "./film-filter.ts";
import { listGenres, listMovies, movieCards } from "./list-movies.ts";
import { bayesianRating } from "./ratings.ts";

const index = indexOf(bundled);
/** Every third film is unrated; the others differ in number and average. */
const counts = new Map(
  bundled.map(({ id }, n) => {
    const ratingCount = (n % 3) * (n % 41);
    return [id, { ratingCount, ratingSum: ratingCount * (0.5 + (n % 10) / 2), likes: n % 7, views: (n * 13) % 100 }];
  }),
);
for (const [id, count] of counts) index.setRatings(id, count);

const averageOf = (id: string) => {
  const { ratingCount = 0, ratingSum = 0 } = counts.get(id) ?? {};
  return ratingCount === 0 ? undefined : ratingSum / ratingCount;
};

/** The filters once more, plainly. */
function naive(filters: MovieFilters) {
  return bundled.filter(({ id, facts }) => {
    const { genres = [], notGenres = [], yearFrom, yearTo, runtimeMax, language, country, minRating } = filters;
    return (
      genres.every((genre) => facts.genres.includes(genre)) &&
      !notGenres.some((genre) => facts.genres.includes(genre)) &&
      (yearFrom === undefined || (facts.year ?? -Infinity) >= yearFrom) &&
      (yearTo === undefined || (facts.year ?? Infinity) <= yearTo) &&
      (runtimeMax === undefined || (facts.runtime ?? Infinity) <= runtimeMax) &&
      (language === undefined || facts.language === language) &&
      (country === undefined || facts.countries.includes(country)) &&
      (minRating === undefined || (averageOf(id) ?? -1) >= minRating)
    );
  });
}

function tally(values: readonly (string | null)[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const value of values) if (value !== null) counted.set(value, (counted.get(value) ?? 0) + 1);
  return counted;
}

const asMap = (facet: readonly { value: string; count: number }[]) =>
  new Map(facet.map(({ value, count }) => [value, count]));
const distinct = (pick: (film: (typeof bundled)[number]) => readonly (string | null)[]) =>
  [...new Set(bundled.flatMap(pick))].filter((value) => value !== null);

const genreNames = [...distinct(({ facts }) => facts.genres), "Nonsense"];
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const someFilters: fc.Arbitrary<MovieFilters> = fc.record({
  genres: fc.uniqueArray(fc.constantFrom(...genreNames), { maxLength: 2 }),
  notGenres: fc.uniqueArray(fc.constantFrom(...genreNames), { maxLength: 2 }),
  yearFrom: maybe(fc.integer({ min: 1900, max: 2030 })),
  yearTo: maybe(fc.integer({ min: 1900, max: 2030 })),
  runtimeMax: maybe(fc.integer({ min: 1, max: 240 })),
  language: maybe(fc.constantFrom(...distinct(({ facts }) => [facts.language]), "xx")),
  country: maybe(fc.constantFrom(...distinct(({ facts }) => facts.countries), "XX")),
  minRating: maybe(fc.constantFrom(0.5, 2, 3.5, 5)),
});

function allPages(filters: MovieFilters, sort: (typeof movieSorts)[number], limit: number) {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = listMovies(index, { filters, sort, limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return ids;
}

describe("filters and facets", () => {
  test("agree with a plain recount", () => {
    fc.assert(
      fc.property(someFilters, (filters) => {
        const expected = naive(filters);
        const { items, total, facets } = listMovies(index, { filters, sort: "title", limit: 1_000 });
        expect(new Set(items.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => id)));
        expect(total).toBe(expected.length);
        expect(asMap(facets.genres)).toEqual(tally(expected.flatMap(({ facts }) => facts.genres)));
        expect(asMap(facets.countries)).toEqual(tally(expected.flatMap(({ facts }) => facts.countries)));
        expect(asMap(facets.languages)).toEqual(tally(expected.map(({ facts }) => facts.language)));
        expect(asMap(facets.decades)).toEqual(
          tally(expected.map(({ facts: { year } }) => (year === null ? null : `${Math.floor(year / 10)}0s`))),
        );
      }),
    );
  });

  test("a facet's count is the total of the list with that value", () => {
    const filters = { yearFrom: 1960 };
    const { facets } = listMovies(index, { filters, sort: "year", limit: 1 });
    expect(facets.genres.length).toBeGreaterThan(10);
    for (const { value, count } of facets.genres) {
      expect(listMovies(index, { filters: { ...filters, genres: [value] }, sort: "year", limit: 1 }).total).toBe(count);
    }
    for (const { value, count } of facets.countries) {
      expect(listMovies(index, { filters: { ...filters, country: value }, sort: "year", limit: 1 }).total).toBe(count);
    }
  });

  test("genres of all films, the most frequent first", () => {
    const genres = listGenres(index);
    expect(asMap(genres)).toEqual(tally(bundled.flatMap(({ facts }) => facts.genres)));
    expect(genres.map(({ count }) => count)).toEqual(genres.map(({ count }) => count).toSorted((a, b) => b - a));
  });
});

describe("sorts", () => {
  const popularity = (id: string) => {
    const { views = 0, likes = 0, ratingCount = 0 } = counts.get(id) ?? {};
    return views + likes + ratingCount;
  };
  const yearOf = new Map(bundled.map(({ id, facts }) => [id, facts.year ?? 0]));
  const orders = {
    popularity: (a: string, b: string) => popularity(b) - popularity(a),
    rating: (a: string, b: string) => bayesianRating(index.ratings(b)) - bayesianRating(index.ratings(a)),
    year: (a: string, b: string) => (yearOf.get(a) ?? 0) - (yearOf.get(b) ?? 0),
    "-year": (a: string, b: string) => (yearOf.get(b) ?? 0) - (yearOf.get(a) ?? 0),
  };

  test.each(Object.entries(orders))("%s, ties by id", (sort, order) => {
    const ids = allPages({}, sort as keyof typeof orders, 1_000);
    const byId = (a: string, b: string) => (a < b ? -1 : 1);
    expect(ids).toEqual(bundled.map(({ id }) => id).toSorted((a, b) => order(a, b) || byId(a, b)));
  });

  test("title leaves the article out", () => {
    const titles = listMovies(index, { filters: { genres: ["Western"] }, sort: "title", limit: 1_000 }).items.map(
      ({ title }) => title,
    );
    expect(titles.indexOf("The Good, the Bad and the Ugly")).toBeLessThan(titles.indexOf("High Noon"));
  });

  test("one enthusiast does not lift a film over a hundred viewers", () => {
    expect(bayesianRating({ ratingCount: 1, ratingSum: 5, likes: 0, views: 0 })).toBeLessThan(
      bayesianRating({ ratingCount: 100, ratingSum: 430, likes: 0, views: 0 }),
    );
  });
});

describe("pages", () => {
  test("together they are the whole list, each film once", () => {
    fc.assert(
      fc.property(
        someFilters,
        fc.constantFrom(...movieSorts),
        fc.integer({ min: 1, max: 60 }),
        (filters, sort, limit) => {
          const whole = listMovies(index, { filters, sort, limit: 1_000 }).items.map(({ id }) => id);
          expect(allPages(filters, sort, limit)).toEqual(whole);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("films that come and go elsewhere neither repeat nor hide others", () => {
    const films = ["B", "D", "F", "H"].map((title) => ({ id: title, facts: film(title, 2000) }));
    const changing = indexOf(films);
    const first = listMovies(changing, { filters: {}, sort: "title", limit: 2 });
    changing.upsert("A", 1, film("A", 2000));
    changing.remove("D", 2);
    const second = listMovies(changing, { filters: {}, sort: "title", limit: 2, cursor: first.nextCursor });
    expect(second.items.map(({ id }) => id)).toEqual(["F", "H"]);
    expect(second.nextCursor).toBeUndefined();
  });

  test("a cursor of other filters or another sort is refused", () => {
    const { nextCursor: cursor } = listMovies(index, { filters: {}, sort: "title", limit: 5 });
    expect(() => listMovies(index, { filters: {}, sort: "year", limit: 5, cursor })).toThrow(MalformedCursorError);
    expect(() => listMovies(index, { filters: { country: "FR" }, sort: "title", limit: 5, cursor })).toThrow(
      MalformedCursorError,
    );
  });

  test("a cursor that was altered anywhere is refused", () => {
    const cursor = encodeCursor("list", { key: "alien", id: "alien-1979" });
    expect(decodeCursor("list", cursor)).toEqual({ key: "alien", id: "alien-1979" });
    for (let at = 0; at < cursor.length; at++) {
      const altered = `${cursor.slice(0, at)}${cursor[at] === "A" ? "B" : "A"}${cursor.slice(at + 1)}`;
      expect(() => decodeCursor("list", altered)).toThrow(MalformedCursorError);
    }
    expect(() => decodeCursor("list", `${cursor}.x`)).toThrow(MalformedCursorError);
    expect(() => decodeCursor("list", "")).toThrow(MalformedCursorError);
  });
});

test("cards come in the order asked for, without unknown films", () => {
  const cards = movieCards(index, ["alien-1979", "no-such-film", "m-1931"]);
  expect(cards.map(({ id }) => id)).toEqual(["alien-1979", "m-1931"]);
  expect(cards[0]).toMatchObject({ title: "Alien", year: 1979, directors: ["Ridley Scott"] });
});
