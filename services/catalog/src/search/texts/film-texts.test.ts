import { afterAll, expect, test } from "vitest";
import { createMovieIndex } from "../../index/movie-index.ts";
import { openEngines } from "../../testing/engines.ts";
import { bundled, film } from "../../testing/films.ts";
import { createSearch } from "../search.ts";
import { rankByWords, rankWithEither } from "../text-ranker.ts";
import { openFilmTexts } from "./open-film-texts.ts";

const { documents, close } = await openEngines();
afterAll(close);
const nobody = () => Promise.reject(new Error("no job is needed"));
const { texts, check } = await openFilmTexts(undefined, documents, nobody);
const index = createMovieIndex(texts);
for (const { id, facts } of bundled) index.upsert(id, 1, facts);
await texts.settled();
const search = createSearch(index, rankWithEither(texts, rankByWords(index)));
const find = (text: string) => search({ text, mode: "auto", filters: {}, limit: 5 });
const first = async (text: string) => (await find(text)).items[0]?.movie.title;

test.each([
  ["that film where a mouse cooks in Paris", "Ratatouille"],
  ["a rat becomes a chef", "Ratatouille"],
  ["girl helps strangers in montmartre", "Amélie"],
  ["ein Film von Wenders über Engel", "Wings of Desire"],
  ["french thrillers about a heist", "Rififi"],
])("%s: %s", async (text, title) => {
  expect((await find(text)).items.map(({ movie }) => movie.title)).toContain(title);
});

test("says which words met, and how near it is in meaning", async () => {
  const { items } = await find("a rat becomes a chef");
  expect(items[0]?.reasons.words).toContain("rat");
  expect(items[0]?.reasons.nearness).toBeGreaterThan(0.3);
});

test("words that no text has are forgiven their errors", async () => {
  expect(await first("ratatuille kitchn")).toBe("Ratatouille");
});

test("follows films that come, change and go", async () => {
  const told = (description: string) => film("Untitled", 2024, { description });
  const text = "a beekeeper teaches quantum chess to lighthouse keepers";
  expect(await first(text)).not.toBe("Untitled");
  index.upsert("untitled", 1, told("An old beekeeper plays quantum chess with the keepers of a lighthouse."));
  expect(await first(text)).toBe("Untitled");
  await texts.settled();
  expect((await find(text)).items[0]?.reasons.nearness).toBeGreaterThan(0.5);
  index.upsert("untitled", 2, told("Two sisters open a bakery."));
  expect(await first(text)).not.toBe("Untitled");
  index.remove("untitled", 3);
  expect(await first("sisters open a bakery")).not.toBe("Untitled");
});

test("a model that is not there is told, and the embeddings that come along serve", async () => {
  expect(check).not.toThrow();
  const other = await openFilmTexts({ from: "folder", path: "/nowhere" }, documents, nobody);
  expect(other.check).toThrow("SEMANTIC_MODEL cannot be used, and static embeddings serve instead: ");
  other.texts.put("ratatouille", 7, film("Ratatouille", 2007, { description: "A rat cooks." }), 0);
  expect([...(await other.texts.rank("rat")).slots]).toEqual([7]);
  await other.close();
});
