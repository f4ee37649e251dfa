import { expect, test } from "vitest";
import { contentDocument } from "./content-document.ts";
import { filmContent } from "./content-films.fixture.ts";

test("a film's terms by field; people are directors and cast, each once", () => {
  const film = filmContent({ title: "Cléo", description: "A singer waits.", directors: ["Ada"], cast: ["Ben", "Ada"] });
  expect(contentDocument({ ...film, year: 1962, genres: ["Drama"], language: "fr" })).toEqual({
    title: ["cleo"],
    description: ["singer", "wait"],
    people: ["Ada", "Ben"],
    director: ["Ada"],
    genre: ["Drama"],
    keyword: [],
    series: [],
    language: ["fr"],
    years: ["1960", "1961", "1962", "1963", "1964"],
  });
});
