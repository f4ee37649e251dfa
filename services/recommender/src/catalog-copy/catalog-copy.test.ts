import { describe, expect, test } from "vitest";
import { catalogOf, film } from "../serving/testing/films.ts";
import { createCatalogCopy } from "./catalog-copy.ts";

const upserted = (movieId: string, version: number, facts: Parameters<typeof film>[1] = {}) => {
  const { id: _id, ...whole } = film(movieId, facts);
  return {
    type: "MovieUpserted" as const,
    eventId: `${movieId}-${version}`,
    occurredAt: 0,
    movieId,
    version,
    ...whole,
  };
};
const removed = (movieId: string, version: number) => ({
  type: "MovieRemoved" as const,
  eventId: `${movieId}-${version}`,
  occurredAt: 0,
  movieId,
  version,
});

test("a film's facts are those of its latest version", () => {
  const catalog = createCatalogCopy();
  catalog.apply(upserted("a", 2, { title: "Second" }));
  catalog.apply(upserted("a", 1, { title: "First" }));
  expect(catalog.film("a")).toEqual(film("a", { title: "Second" }));
  catalog.apply(upserted("a", 3, { title: "Third" }));
  expect(catalog.film("a")?.title).toBe("Third");
});

describe("a removed film", () => {
  test("is unknown, in its series and genres and to films like it too", () => {
    const catalog = catalogOf();
    const share = catalog.genreShare("Horror");
    catalog.apply(removed("horror-1", 2));
    expect(catalog.film("horror-1")).toBeUndefined();
    expect(catalog.series("Saga").map(({ id }) => id)).toEqual(["horror-2", "horror-3"]);
    expect(catalog.genreShare("Horror")).toBeLessThan(share);
    expect(catalog.content.nearest("horror-2", 20).map(([id]) => id)).not.toContain("horror-1");
  });

  test("is not brought back by an older version that comes late", () => {
    const catalog = createCatalogCopy();
    catalog.apply(removed("a", 2));
    catalog.apply(upserted("a", 1));
    expect(catalog.film("a")).toBeUndefined();
  });
});

test("the films of a series stand in its order, whatever came first", () => {
  const catalog = createCatalogCopy();
  for (const order of [3, 1, 2]) catalog.apply(upserted(`part-${order}`, 1, { series: "S", seriesOrder: order }));
  catalog.apply(upserted("extra", 1, { series: "S" }));
  expect(catalog.series("S").map(({ id }) => id)).toEqual(["part-1", "part-2", "part-3"]);
});

test("a film that leaves a genre is not counted there any more", () => {
  const catalog = createCatalogCopy();
  catalog.apply(upserted("a", 1, { genres: ["Western"] }));
  catalog.apply(upserted("a", 2, { genres: ["Drama"] }));
  expect([...catalog.genres()]).toEqual(["Drama"]);
  expect(catalog.genreShare("Western")).toBe(0);
});
