import { expect, test } from "vitest";
import { rankCandidates } from "./rank-candidates.ts";
import { contextOf, liked } from "./testing/context.ts";
import { films } from "./testing/films.ts";
import { modelOf } from "./testing/model.ts";

const facts = {
  pairs: { "horror-6": { "horror-8": 9, "romance-6": 1 } },
  viewers: Object.fromEntries(films.map(({ id }) => [id, 10])),
};
const fan = contextOf({ ...facts, history: liked("horror-6") });
const found = (...ids: string[]) => ids.map((id, place) => ({ id, score: 1 - place / 100 }));
const idsOf = ({ items }: ReturnType<typeof rankCandidates>) => items.map(({ movieId }) => movieId);

test("a film that fits the viewer comes further ahead, and it is said why", () => {
  const ranked = rankCandidates(found("romance-1", "romance-2", "romance-3", "romance-6", "horror-8"), "search", fan);
  expect(idsOf(ranked)).toHaveLength(5);
  const place = idsOf(ranked).indexOf("horror-8");
  expect(place).toBeLessThan(4);
  expect(ranked.items[place]?.reasons[0]).toMatchObject({
    type: "becauseYouLiked",
    movie: { id: "horror-6" },
    text: expect.stringContaining("Because you liked Horror 6: "),
  });
  expect(ranked.items.find(({ movieId }) => movieId === "romance-1")?.reasons).toEqual([]);
  expect(ranked.personal).toBe(true);
});

test("a trained model speaks for a film that nothing else connects", () => {
  const model = modelOf({ "horror-6": { "loner-1": 1, "romance-1": 0.1 } });
  const context = contextOf({ ...facts, pairs: {}, history: liked("horror-6"), model });
  const ranked = rankCandidates(found("horror-1", "romance-1", "romance-2", "romance-3", "loner-1"), "search", context);
  expect(idsOf(ranked).indexOf("loner-1")).toBeLessThan(4);
  const { reasons } = ranked.items.find(({ movieId }) => movieId === "loner-1")!;
  expect(reasons).toMatchObject([{ movie: { id: "horror-6" }, contribution: 1 }]);
});

test("not before one that meets what it does not", () => {
  const candidates = [{ id: "romance-1", score: 1, meets: [0] }, ...found("romance-2", "horror-8")];
  expect(idsOf(rankCandidates(candidates, "search", fan))[0]).toBe("romance-1");
});

test("of somebody unknown the search's order stands, with its scores", () => {
  const candidates = found("romance-1", "horror-8");
  const ranked = rankCandidates(candidates, "search", contextOf(facts));
  expect(ranked).toEqual({
    items: candidates.map(({ id, score }) => ({ movieId: id, score, reasons: [] })),
    personal: false,
  });
});

test("who told only what he does not like has a taste too", () => {
  const totals = Object.fromEntries(films.map(({ id }) => [id, { viewers: 10, likes: 5 }]));
  const context = contextOf({ ...facts, totals, excluded: ["horror-6", "horror-7"] });
  const ranked = rankCandidates(found("horror-8", "romance-1"), "search", context);
  expect(ranked.personal).toBe(true);
});

test("a search finds what was seen, of which taste says nothing, and what is not wanted, against which it speaks", () => {
  const context = contextOf({ ...facts, history: liked("horror-6", "horror-8"), excluded: ["romance-6"] });
  const candidates = ["romance-6", "horror-8", "horror-7"].map((id) => ({ id, score: 1 }));
  const ranked = rankCandidates(candidates, "search", context);
  expect(idsOf(ranked)).toEqual(["horror-7", "horror-8", "romance-6"]);
  expect(ranked.items.map(({ reasons }) => reasons.length > 0)).toEqual([true, false, false]);
});

test("a discovery leaves out what is recommended nowhere", () => {
  const context = contextOf({ ...facts, history: liked("horror-6"), excluded: ["horror-7"], watchlist: ["romance-1"] });
  const ranked = rankCandidates(
    found("horror-6", "horror-7", "romance-1", "horror-2", "no-film", "romance-6"),
    "discovery",
    context,
  );
  expect(idsOf(ranked)).toEqual(["romance-6"]);
  const stranger = contextOf(facts);
  expect(idsOf(rankCandidates(found("horror-2", "horror-8"), "discovery", stranger))).toEqual(["horror-8"]);
});

test("a discovery is a deck of more than one director, a search stays as it is", () => {
  const strangers = [contextOf(facts), contextOf({ ...facts, history: liked("loner-1") })];
  const candidates = found("romance-1", "romance-2", "romance-3", "romance-4", "horror-1");
  for (const context of strangers) {
    const deck = idsOf(rankCandidates(candidates, "discovery", context));
    expect(deck.indexOf("horror-1")).toBe(2);
    expect(idsOf(rankCandidates(candidates, "search", context)).indexOf("horror-1")).toBeGreaterThan(2);
  }
});
