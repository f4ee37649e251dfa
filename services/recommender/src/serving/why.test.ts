import { describe, expect, test } from "vitest";
import { homeOfViewer } from "./home.ts";
import { composeRows } from "./rows.ts";
import { contextOf, liked } from "./testing/context.ts";
import { films } from "./testing/films.ts";
import { explainFilm } from "./why.ts";

const context = contextOf({
  history: liked("romance-1", "horror-6"),
  excluded: ["romance-6"],
  watchlist: ["horror-7"],
  pairs: { "horror-6": { "horror-8": 3, "romance-6": 1 } },
  viewers: Object.fromEntries(films.map(({ id }) => [id, 10])),
});

test("every film of the rows is recommended, for the same first reason in the leading row", () => {
  const rows = composeRows(homeOfViewer(context, "auto"), 4, context);
  for (const row of rows) {
    for (const { movieId, score, reasons } of row.items) {
      const why = explainFilm(movieId, context);
      expect(why).toMatchObject({ recommended: true });
      expect(why).not.toHaveProperty("notBecause");
      if (row.id === "for-you") expect(why).toMatchObject({ score, reasons });
    }
  }
});

describe("a film is not recommended", () => {
  test.each([
    ["horror-6", "You have seen it."],
    ["romance-6", "You told that it is not for you."],
    ["horror-7", "It is on your watchlist."],
    ["horror-2", "Horror 1 comes before it, and you have not seen that."],
  ])("%s: %s", (movieId, notBecause) => {
    expect(explainFilm(movieId, context)).toMatchObject({ recommended: false, notBecause });
  });

  test("when nothing connects it", () => {
    const alone = contextOf({ history: liked("romance-1"), catalog: context.catalog });
    const years = films.map(({ id }) => explainFilm(id, alone)).filter(({ recommended }) => !recommended);
    expect(years.map(({ movieId }) => movieId)).toContain("romance-1");
    expect(explainFilm("horror-2", alone)).toMatchObject({ recommended: false, reasons: [], score: 0 });
  });
});

test("what would speak for a film is told even where something keeps it out", () => {
  const why = explainFilm("horror-7", context);
  expect(why.reasons[0]).toMatchObject({ type: "becauseYouLiked", movie: { id: "horror-6" } });
});

test("the evidence is all that adds up to the score, the greatest first", () => {
  const { score, evidence, reasons } = explainFilm("horror-8", context);
  expect(evidence.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(score, 12);
  expect(evidence.map(({ amount }) => amount)).toEqual(evidence.map(({ amount }) => amount).toSorted((a, b) => b - a));
  expect(evidence[0]).toMatchObject({ source: "cooccurrence", movieId: reasons[0]?.movie?.id });
  expect(explainFilm("horror-2", contextOf({})).evidence).toEqual([]);
});
