import { expect, test } from "vitest";
import { createDocumentSearch } from "./document-search.ts";

const fields = { title: 2, description: 1 };
const created = () => createDocumentSearch({ fields, dimensions: 2, meaningWeight: 1 });

function withFilms() {
  const search = created();
  search.put("jaws", { title: "Jaws", description: "A shark hunts swimmers." });
  search.put("heat", { title: "Heat", description: "A cop hunts thieves." });
  search.put("up", { title: "Up", description: "A house flies." });
  return search;
}
const ids = (hits: readonly Readonly<{ id: string }>[]) => hits.map(({ id }) => id);

test("finds by words, tells which and where", () => {
  const films = withFilms();
  const [hit, ...others] = films.search({ text: "the sharks" }, 10);
  expect(hit).toMatchObject({ id: "jaws", meaning: 0 });
  const matched = films.matched("the sharks");
  expect(matched("jaws")).toEqual([{ term: "shark", fields: ["description"] }]);
  expect(matched("heat")).toEqual([]);
  films.remove("jaws");
  expect(matched("jaws")).toEqual([]);
  expect(hit!.lexical).toBeGreaterThan(0);
  expect(others).toEqual([]);
});

test("finds by meaning what no word finds, once its vector is there", () => {
  const search = createDocumentSearch({ fields, dimensions: 2 });
  for (let number = 0; number < 20; number++) {
    search.put(`film-${number}`, { description: "something else" });
    search.setVector(`film-${number}`, Float32Array.of(1, 0));
  }
  search.put("sea", { description: "waves" });
  const query = { text: "ocean", vector: Float32Array.of(0, 1) };
  expect(search.search(query, 10)).toEqual([]);
  search.setVector("sea", Float32Array.of(0, 1));
  expect(ids(search.search(query, 10))).toEqual(["sea"]);
  search.put("sea", { description: "dunes" });
  expect(search.search(query, 10)).toEqual([]);
});

test("of what is alike the popular comes first, else the id decides", () => {
  const search = created();
  for (const id of ["b", "a", "c"]) search.put(id, { title: "Shark" });
  search.put("d", { title: "Nothing" });
  expect(ids(search.search({ text: "shark" }, 10))).toEqual(["a", "b", "c"]);
  search.setPopularity("c", 1000);
  expect(ids(search.search({ text: "shark" }, 2))).toEqual(["c", "a"]);
});

test("what is removed or not kept is not found; a slot is used again without its past", () => {
  const search = withFilms();
  search.setPopularity("jaws", 1000);
  search.setVector("jaws", Float32Array.of(0, 1));
  expect(ids(search.search({ text: "hunts" }, 10, (id) => id !== "heat"))).toEqual(["jaws"]);
  search.remove("jaws");
  search.remove("unheard");
  search.put("new", { title: "Sharks" });
  const fresh = created();
  for (const [id, title, description] of [
    ["heat", "Heat", "A cop hunts thieves."],
    ["up", "Up", "A house flies."],
    ["new", "Sharks", ""],
  ] as const)
    fresh.put(id, { title, description });
  for (const text of ["shark", "hunts a cop", "house"])
    expect(new Map(search.scores({ text, vector: Float32Array.of(0, 1) }))).toEqual(new Map(fresh.scores({ text })));
  expect(search.size).toBe(3);
});

test.each([[""], ["the of"], ["🎬"], ["\0"]])("%j finds nothing, in an empty index too", (text) => {
  expect(withFilms().search({ text }, 10)).toEqual([]);
  expect(created().search({ text, vector: new Float32Array(2) }, 10)).toEqual([]);
});
