import { expect, test } from "vitest";
import { queryOf } from "./queries.ts";
import { isForTuning, searchProtocol, type SearchFilm, type SearchModel } from "./search.ts";

const one = {
  film: 0,
  names: ["Heat (U.S.)", "Hitze"],
  overview: "In HEAT (u.s.), a cop. He hunts.",
  keywords: ["cop", "hitze", "bank"],
};

test("queries are without the film's names, whatever they are made of", () => {
  expect(queryOf("overview", one)).toBe("In  , a cop. He hunts.");
  expect(queryOf("first sentence", one)).toBe("In  , a cop.");
  expect(queryOf("keywords", one)).toBe("cop,  , bank");
});

test("a first sentence ends before a space; too few keywords are no query", () => {
  const told = { ...one, names: [], overview: "It costs 3.50 dollars! More.", keywords: ["a", "b"] };
  expect(queryOf("first sentence", told)).toBe("It costs 3.50 dollars!");
  expect(queryOf("first sentence", { ...told, overview: "no end" })).toBe("no end");
  expect(queryOf("keywords", told)).toBeUndefined();
  expect(queryOf("overview", { ...told, overview: "" })).toBeUndefined();
});

test("ranks of a model that knows nothing count against it, those of one that knows are counted", async () => {
  const films: SearchFilm[] = Array.from({ length: 12 }, (_, film) => ({
    id: `f${film}`,
    title: "",
    genres: [],
    description: "",
  }));
  const cases = films.map((_, film) => ({ film, names: [], overview: `about ${film}. More.`, keywords: [] }));
  const model = (name: string, scores: (film: number) => number[]): SearchModel => ({
    name,
    summary: "",
    open: async () => async (text) => scores(Number(/\d+/.exec(text)?.[0])),
  });
  const models = [
    model("blind", () => films.map(() => 0)),
    model("second", (asked) => films.map((_, film) => (film === asked ? 1 : film === (asked + 1) % 12 ? 2 : 0))),
  ];
  const report = await searchProtocol(films, cases, { models, onProgress: () => {}, now: () => 0 });
  const [blind, second] = report.figures.map(({ metrics }) => metrics);
  expect(blind).toMatchObject({ "all: overview R@10": 0, "overview MRR@10": 0 });
  expect(second).toMatchObject({ "overview R@10": 1, "all: first sentence MRR@10": 0.5, "overview R@1": 0 });
  expect(Object.keys(second ?? {})[0]).toBe("overview R@10");
  expect(report.facts).toMatchObject({ films: 12, "keywords queries": 0 });
});

test("about half of all ids are for tuning", () => {
  const count = Array.from({ length: 1_000 }, (_, id) => isForTuning(String(id))).filter(Boolean).length;
  expect(count).toBeGreaterThan(440);
  expect(count).toBeLessThan(560);
});
