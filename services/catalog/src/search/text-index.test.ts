import { expect, test } from "vitest";
import { createTextIndex } from "./text-index.ts";

const created = () => createTextIndex<"title" | "people" | "keywords">({ title: 4, people: 2, keywords: 1 }, ["title"]);
type Texts = Parameters<ReturnType<typeof created>["put"]>[1];
const film = (title: string, people = "", keywords = ""): Texts => ({ title, people, keywords });

function indexOf(films: Readonly<Record<string, Texts>>) {
  const index = created();
  for (const [id, texts] of Object.entries(films)) index.put(id, texts);
  return index;
}

const index = indexOf({
  heat: film("Heat", "Robert De Niro", "heist"),
  up: film("Up", "", "house balloon"),
  rain: film("Singin' in the Rain", "Gene Kelly", "upbeat dance"),
  ring: film("The Ring", "Naomi Watts", "horror"),
});
const found = (text: string) => index.find(text.split(" ")).hits.map(({ id }) => id);

test.each([
  ["every word, the last perhaps only begun", "robert he", ["heat"]],
  ["every word, one spelt nearly so", "robret heat", ["heat"]],
  ["any of the longer words", "kelly watts unheard", ["rain", "ring"]],
  ["one or two letters at the head alone", "up", ["up"]],
  ["three letters anywhere", "upb", ["rain"]],
  ["fillers do not count beside other words", "the watts", ["ring"]],
  ["nothing", "unheard", []],
])("finds %s", (_, text, ids) => expect(found(text)).toEqual(ids));

test("tells which words a document was found by, and where", () => {
  const asked = index.find(["kelly", "ra"]);
  expect(asked.found("rain")).toEqual({ words: ["kelly", "rain"], matched: ["title", "people"] });
  expect(asked.found("unheard")).toEqual({ words: [], matched: [] });
});

test("a word counts more at the head, and one that is only begun less", () => {
  const hits = indexOf({ title: film("Rain"), begun: film("Rainbow"), keyword: film("Sun", "", "rain") });
  const { hits: found } = hits.find(["rain"]);
  expect(found.toSorted((a, b) => b.score - a.score).map(({ id }) => id)).toEqual(["title", "begun", "keyword"]);
});

test("all words in these fields of one document", () => {
  expect(index.hasAll(["singin", "rain"], ["title"])).toBe(true);
  expect(index.hasAll(["rain", "heat"], ["title"])).toBe(false);
  expect(index.hasAll(["robert"], ["title"])).toBe(false);
});

test("words of documents that are gone keep none from being found", () => {
  const living = indexOf({ alien: film("Aliens") });
  const nearer = Array.from("abcdefghijklmnopqrtuvwxyz", (letter) => film(`Alin${letter}`));
  for (const [n, film] of nearer.entries()) living.put(`gone ${n}`, film);
  for (const n of nearer.keys()) living.remove(`gone ${n}`);
  expect(living.find(["alins"]).hits.map(({ id }) => id)).toEqual(["alien"]);
});

test("scores are those of an index that is built of what is there", () => {
  const living = indexOf({ old: film("Heat and Dust", "Greta Scacchi"), gone: film("Heat Heat", "Robert", "heat") });
  living.put("old", film("Heat", "Robert De Niro", "heist"));
  living.remove("gone");
  living.remove("gone");
  living.put("up", film("Up", "", "heat"));
  const fresh = indexOf({ up: film("Up", "", "heat"), old: film("Heat", "Robert De Niro", "heist") });
  for (const text of ["heat", "he", "robert", "scacchi", "dust"]) {
    const byId = (index: typeof living) => new Map(index.find([text]).hits.map(({ id, score }) => [id, score]));
    expect(byId(living)).toEqual(byId(fresh));
  }
});
