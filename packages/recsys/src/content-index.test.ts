import { describe, expect, test } from "vitest";
import { contentFeatures, partsOf, type ContentFacts } from "./content-features.ts";
import { contentSimilarityOf, createContentIndex, type ContentIndex } from "./content-index.ts";
import { recommenderContract } from "./recommender.contract.ts";
import { topK } from "./top-k.ts";

const film = (facts: Partial<ContentFacts>): ContentFacts => ({
  year: null,
  genres: [],
  language: null,
  directors: [],
  cast: [],
  keywords: [],
  series: null,
  ...facts,
});

const films: Readonly<Record<string, ContentFacts>> = {
  alien: film({ genres: ["Horror", "Science Fiction"], directors: ["Ridley Scott"], series: "Alien", year: 1979 }),
  aliens: film({ genres: ["Action", "Science Fiction"], directors: ["James Cameron"], series: "Alien", year: 1986 }),
  bladeRunner: film({ genres: ["Science Fiction"], directors: ["Ridley Scott"], year: 1982 }),
  halloween: film({ genres: ["Horror"], directors: ["John Carpenter"], year: 1978 }),
  amelie: film({ genres: ["Romance", "Comedy"], directors: ["Jean-Pierre Jeunet"], language: "fr", year: 2001 }),
};

function indexOf(all: Readonly<Record<string, ContentFacts>>) {
  const index = createContentIndex();
  for (const [id, facts] of Object.entries(all)) index.set(id, contentFeatures(facts));
  return index;
}

const similarity = (index: ContentIndex, a: string, b: string) => contentSimilarityOf(index.vector(a), index.vector(b));

test("series and director weigh more than a common genre", () => {
  const nearest = indexOf(films).nearest("alien", 10);
  expect(nearest.map(([id]) => id)).toEqual(["aliens", "bladeRunner", "halloween"]);
});

test("likeness is the same both ways, at most 1, and 0 where nothing is shared", () => {
  const index = indexOf({ ...films, twin: films["alien"] ?? film({}) });
  expect(similarity(index, "alien", "aliens")).toBeCloseTo(similarity(index, "aliens", "alien"), 12);
  expect(similarity(index, "alien", "twin")).toBeCloseTo(1, 12);
  expect(similarity(index, "alien", "amelie")).toBe(0);
  expect(similarity(index, "alien", "unknown")).toBe(0);
});

test("nearest and similarity say the same", () => {
  const index = indexOf(films);
  for (const [id, score] of index.nearest("alien", 10)) expect(similarity(index, "alien", id)).toBeCloseTo(score, 12);
});

test("what two films share is told, the rarest first", () => {
  const shared = indexOf(films).shared("alien", "bladeRunner").map(partsOf);
  expect(shared).toEqual([
    { field: "director", value: "Ridley Scott" },
    { field: "genre", value: "Science Fiction" },
  ]);
});

describe("a film that changes", () => {
  test("leaves its old neighbours", () => {
    const index = indexOf(films);
    expect(index.nearest("amelie", 5)).toEqual([]);
    index.set("alien", contentFeatures(film({ genres: ["Comedy"] })));
    expect(index.nearest("amelie", 5).map(([id]) => id)).toEqual(["alien"]);
    expect(similarity(index, "alien", "aliens")).toBe(0);
  });

  test("is gone once deleted", () => {
    const index = indexOf(films);
    index.nearest("alien", 5);
    index.delete("aliens");
    expect(index.nearest("alien", 5).map(([id]) => id)).not.toContain("aliens");
    expect(index.nearest("aliens", 5)).toEqual([]);
  });

  test("gives the same list as an index that never knew the old facts", () => {
    const changed = indexOf(films);
    changed.set("alien", contentFeatures(film({ genres: ["Drama"] })));
    changed.set("alien", contentFeatures(films["alien"] ?? film({})));
    expect(changed.nearest("alien", 5)).toEqual(indexOf(films).nearest("alien", 5));
  });
});

recommenderContract({
  name: "content likeness",
  fit: (histories) => {
    const index = createContentIndex();
    for (const id of new Set(histories.flat())) {
      index.set(id, contentFeatures(film({ genres: [id.startsWith("x") ? "Horror" : "Romance"] })));
    }
    const recommend = (history: readonly string[], k: number) => {
      const scores = new Map<string, number>();
      for (const seen of history) {
        for (const [id, score] of index.nearest(seen, 200)) scores.set(id, (scores.get(id) ?? 0) + score);
      }
      return topK(
        [...scores].map(([id, score]) => ({ id, score })).filter(({ id }) => !history.includes(id)),
        k,
      ).map(({ id }) => id);
    };
    return { recommend, similarItems: (id, k) => recommend([id], k) };
  },
});
