import { describe, expect, test } from "vitest";
import type { Strategy } from "@projectionist/contracts";
import { homeOfStranger, homeOfViewer } from "./home.ts";
import { composeRows } from "./rows.ts";
import { contextOf, liked } from "./testing/context.ts";
import { films } from "./testing/films.ts";

type Facts = Parameters<typeof contextOf>[0];

const home = (facts: Facts, strategy: Strategy = "auto") => {
  const context = contextOf(facts);
  return composeRows(homeOfViewer(context, strategy), 4, context);
};
const idsOf = (row: { items: readonly { movieId: string }[] } | undefined) => row?.items.map(({ movieId }) => movieId);
const everyone = Object.fromEntries(films.map(({ id }) => [id, 10]));

describe("a film just liked", () => {
  test.each(films.filter(({ id }) => id !== "loner-1").map(({ id }) => id))(
    "%s, of which no viewer tells what comes after it, is the first reason of the first row",
    (id) => {
      const history = ["romance-1", "horror-4", "romance-6"].filter((one) => one !== id);
      const [first] = home({ history: liked(...history, id) });
      expect(first?.id).toBe("for-you");
      expect(first?.items[0]?.reasons[0]).toMatchObject({ type: "becauseYouLiked", movie: { id } });
    },
  );

  test("leads although much more speaks for the films that were liked before", () => {
    const facts: Facts = {
      history: liked("romance-1", "romance-2", "romance-3", "horror-8"),
      viewers: everyone,
      pairs: {
        "romance-1": { "romance-5": 9 },
        "romance-2": { "romance-5": 9 },
        "romance-3": { "romance-5": 9 },
        "horror-8": { "romance-5": 1, "horror-7": 1 },
      },
    };
    const [first] = home(facts);
    expect(first?.items[0]?.reasons[0]?.movie?.id).toBe("horror-8");
    expect(idsOf(first)).toContain("romance-5");
  });

  test("has a row of its own first, when nothing in the leading row is owed to it most", () => {
    const facts: Facts = {
      history: liked("horror-5", "horror-4"),
      viewers: everyone,
      pairs: {
        "horror-5": Object.fromEntries(films.map(({ id }) => [id, 50])),
        "horror-4": { "horror-6": 1, "horror-7": 1, "horror-8": 1, "romance-1": 1 },
      },
    };
    const [first] = home(facts, "cf");
    expect(first).toMatchObject({ id: "because-you-liked-horror-4", reason: { movie: { id: "horror-4" } } });
    expect(first?.items[0]?.reasons[0]?.movie?.id).toBe("horror-4");
  });

  test("leads by when it was liked, not by when it joined the history", () => {
    const [first] = home({ history: liked("horror-4", "romance-1") });
    expect(first?.items[0]?.reasons[0]?.movie?.id).toBe("romance-1");
  });
});

describe("rows", () => {
  const facts: Facts = {
    history: [
      { movieId: "horror-4", because: "viewed", taste: 0.5 },
      { movieId: "romance-1", because: "rated", value: 4.5, taste: 0.75 },
      { movieId: "horror-6" },
    ],
    excluded: ["romance-6"],
    watchlist: ["horror-7"],
    viewers: everyone,
    trending: Object.fromEntries(films.map(({ id }) => [id, 3])),
  };

  test("show no film twice, and none that was seen, is not wanted, is on the watchlist or comes too early", () => {
    const shown = home(facts).flatMap((row) => idsOf(row) ?? []);
    expect(new Set(shown).size).toBe(shown.length);
    for (const id of ["horror-4", "romance-1", "horror-6", "romance-6", "horror-7", "horror-2", "horror-3"]) {
      expect(shown).not.toContain(id);
    }
  });

  test("never have fewer than four films, unless fewer are asked for", () => {
    for (const row of home(facts)) expect(row.items.length).toBe(4);
    const context = contextOf(facts);
    const short = composeRows(homeOfViewer(context, "auto"), 2, context);
    expect(short.length).toBeGreaterThan(0);
    for (const row of short) expect(row.items.length).toBe(2);
  });

  test("are named after films as the viewer told of them", () => {
    const context = contextOf(facts);
    const titles = homeOfViewer(context, "auto").map(({ title }) => title);
    expect(titles).toContain("Because you liked Horror 6");
    expect(titles).toContain("Because you gave Romance 1 4.5 stars");
    expect(titles).toContain("Because you watched Horror 4");
  });

  test("are named after one film of a series, the latest told of", () => {
    const context = contextOf({ history: liked("horror-1", "romance-1", "horror-2") });
    const named = homeOfViewer(context, "auto").flatMap(({ reason }) => reason?.movie?.id ?? []);
    expect(named).toEqual(["horror-2", "romance-1"]);
  });

  test("by baseline strategy owe nothing to single films", () => {
    for (const { items } of home(facts, "baseline")) {
      for (const { reasons } of items) expect(reasons.every(({ movie }) => movie === null)).toBe(true);
    }
  });

  test("by cf strategy hold only what viewers went on to, besides what is the same for all", () => {
    const [first] = home(
      { ...facts, pairs: { "horror-6": { "romance-2": 3, "romance-3": 2, "romance-4": 1, "horror-8": 1 } } },
      "cf",
    );
    expect(idsOf(first)?.toSorted()).toEqual(["horror-8", "romance-2", "romance-3", "romance-4"]);
  });
});

test("reasons are shares of the score, the greatest first, no more than the whole together", () => {
  const pairs = { "horror-6": { "horror-8": 3 }, "romance-1": { "horror-8": 2 } };
  for (const { items } of home({ history: liked("romance-1", "horror-4", "horror-6"), viewers: everyone, pairs })) {
    for (const { reasons } of items) {
      const shares = reasons.map(({ contribution }) => contribution);
      expect(shares).toEqual(shares.toSorted((a, b) => b - a));
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1);
      expect(shares[0]).toBeGreaterThan(0);
    }
  }
});

describe("a stranger", () => {
  test("sees what is trending, popular and new, and usual genres, without personal reasons", () => {
    const context = contextOf({ viewers: everyone, trending: everyone });
    const rows = composeRows(homeOfStranger(context), 4, context);
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(["trending", "popular"]));
    expect(
      rows.flatMap(({ items }) => items.flatMap(({ reasons }) => reasons)).every(({ movie }) => movie === null),
    ).toBe(true);
  });

  test("sees the latest films where nobody told of any yet", () => {
    const context = contextOf({});
    const rows = composeRows(homeOfStranger(context), 4, context);
    expect(rows.map(({ id }) => id)).toEqual(["new"]);
    expect(idsOf(rows[0])).toEqual(["loner-1", "romance-6", "romance-5", "romance-4"]);
  });
});
