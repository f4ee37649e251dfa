import { expect, test } from "vitest";
import { createDocumentSearch } from "./document-search.ts";

const fields = { title: 2, description: 1 };
const created = () => createDocumentSearch({ fields, dimensions: 2, meaningWeight: 1 });

const [jaws, heat, up] = [0, 1, 2];

function withFilms() {
  const search = created();
  search.put(jaws, "jaws", { title: "Jaws", description: "A shark hunts swimmers." });
  search.put(heat, "heat", { title: "Heat", description: "A cop hunts thieves." });
  search.put(up, "up", { title: "Up", description: "A house flies." });
  return search;
}
const slots = (hits: readonly Readonly<{ slot: number }>[]) => hits.map(({ slot }) => slot);

test("finds by words, tells which and where", () => {
  const films = withFilms();
  const [hit, ...others] = films.search({ text: "the sharks" }, 10);
  expect(hit).toMatchObject({ slot: jaws, meaning: 0 });
  const matched = films.matched("the sharks");
  expect(matched(jaws)).toEqual([{ term: "shark", fields: ["description"] }]);
  expect(matched(heat)).toEqual([]);
  films.remove(jaws);
  expect(matched(jaws)).toEqual([]);
  expect(hit!.lexical).toBeGreaterThan(0);
  expect(others).toEqual([]);
});

test("finds by meaning what no word finds, once its vector is there", () => {
  const search = createDocumentSearch({ fields, dimensions: 2 });
  for (let number = 0; number < 20; number++) {
    search.put(number, `film-${number}`, { description: "something else" });
    search.setVector(number, Float32Array.of(1, 0));
  }
  const sea = 20;
  search.put(sea, "sea", { description: "waves" });
  const query = { text: "ocean", vector: Float32Array.of(0, 1) };
  expect(search.search(query, 10)).toEqual([]);
  search.setVector(sea, Float32Array.of(0, 1));
  expect(slots(search.search(query, 10))).toEqual([sea]);
  search.put(sea, "sea", { description: "dunes" });
  expect(search.search(query, 10)).toEqual([]);
});

test("of what is alike the popular comes first, else the id decides", () => {
  const search = created();
  for (const [slot, id] of ["b", "a", "c"].entries()) search.put(slot, id, { title: "Shark" });
  search.put(3, "d", { title: "Nothing" });
  expect(slots(search.search({ text: "shark" }, 10))).toEqual([1, 0, 2]);
  search.setPopularity(2, 1000);
  expect(slots(search.search({ text: "shark" }, 2))).toEqual([2, 1]);
});

test("what is removed or not kept is not found; a slot is used again without its past", () => {
  const search = withFilms();
  search.setPopularity(jaws, 1000);
  search.setVector(jaws, Float32Array.of(0, 1));
  expect(slots(search.search({ text: "hunts" }, 10, Uint8Array.of(1, 0, 1)))).toEqual([jaws]);
  search.remove(jaws);
  search.remove(99);
  search.put(jaws, "new", { title: "Sharks" });
  const fresh = created();
  fresh.put(heat, "heat", { title: "Heat", description: "A cop hunts thieves." });
  fresh.put(up, "up", { title: "Up", description: "A house flies." });
  fresh.put(jaws, "new", { title: "Sharks", description: "" });
  for (const text of ["shark", "hunts a cop", "house"])
    expect(search.scores({ text, vector: Float32Array.of(0, 1) })).toEqual(fresh.scores({ text }));
  expect(search.size).toBe(3);
});

test.each([[""], ["the of"], ["🎬"], ["\0"]])("%j finds nothing, in an empty index too", (text) => {
  expect(withFilms().search({ text }, 10)).toEqual([]);
  expect(created().search({ text, vector: new Float32Array(2) }, 10)).toEqual([]);
});
