import { expect, test } from "vitest";
import { translateGenres } from "./source-genres.ts";

test("MovieLens genres are ours, each once", () => {
  expect(
    translateGenres("movielens", ["Children", "Sci-Fi", "Musical", "Crime", "Film-Noir", "IMAX", "Drama"]),
  ).toEqual({
    genres: ["Family", "Science Fiction", "Music", "Crime", "Drama"],
    keywords: ["film noir"],
  });
});

test("a film without genres has none", () => {
  expect(translateGenres("movielens", ["(no genres listed)"]).genres).toEqual([]);
  expect(translateGenres("ml100k", ["unknown"]).genres).toEqual([]);
});

test("other sources keep their words", () =>
  expect(translateGenres("tmdb", ["Musical", "Foreign"]).genres).toEqual(["Musical"]));
