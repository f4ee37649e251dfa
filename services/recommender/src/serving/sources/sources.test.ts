import { describe, expect, test } from "vitest";
import type { Candidate } from "../candidate.ts";
import { contextOf, liked } from "../testing/context.ts";
import { films } from "../testing/films.ts";
import { coViewed } from "./co-viewed.source.ts";
import { content } from "./content.source.ts";
import { ofGenre } from "./genre.source.ts";
import { hiddenGems } from "./hidden-gems.source.ts";
import { liveCooccurrence } from "./live-cooccurrence.source.ts";
import { newFilms } from "./new.source.ts";
import { popular } from "./popular.source.ts";
import { series } from "./series.source.ts";
import { trending } from "./trending.source.ts";
import { unfinished } from "./unfinished.source.ts";

const ids = (candidates: Iterable<Candidate>) => Array.from(candidates, ({ movieId }) => movieId);
const viewers = Object.fromEntries(films.map(({ id }) => [id, 4]));

test("live co-occurrence: what came after the baselines, those of the latest before those of older ones", () => {
  const pairs = { "horror-1": { "horror-4": 2 }, "romance-1": { "romance-2": 2 } };
  const found = [...liveCooccurrence(contextOf({ history: liked("horror-1", "romance-1"), pairs, viewers }))];
  expect(ids(found)).toEqual(["romance-2", "horror-4"]);
  expect(found[0]?.evidence).toEqual([
    { kind: "cooccurrence", baseline: "romance-1", amount: expect.closeTo(2 / 4 ** 0.8, 10) },
  ]);
});

describe("content", () => {
  const amountOf = (facts: Parameters<typeof contextOf>[0], baseline: string) =>
    Math.max(
      ...[...content(0.2)(contextOf(facts))]
        .flatMap(({ evidence }) => evidence)
        .filter((one) => one.baseline === baseline)
        .map(({ amount }) => amount),
    );

  test("likeness steps back to its share as viewers of the baseline tell what comes after it", () => {
    const history = liked("horror-4");
    const alone = amountOf({ history }, "horror-4");
    expect(amountOf({ history, viewers: { "horror-4": 10 } }, "horror-4")).toBeCloseTo(0.6 * alone);
    expect(amountOf({ history, viewers: { "horror-4": 10_000 } }, "horror-4")).toBeCloseTo(0.2 * alone, 2);
  });

  test("of films as like, the one with more viewers counts more", () => {
    const found = [...content(0.2)(contextOf({ history: liked("romance-1"), viewers: { "romance-6": 30 } }))];
    expect(found.toSorted((a, b) => b.score - a.score)[0]?.movieId).toBe("romance-6");
  });

  test("a film that shares nothing with any finds nothing", () => {
    expect([...content(0.2)(contextOf({ history: liked("loner-1") }))]).toEqual([]);
  });
});

describe("series", () => {
  test("the next film of a series that was begun", () => {
    expect(ids(series(contextOf({ history: liked("horror-1") })))).toEqual(["horror-2"]);
  });

  test("of several films of a series, the latest speaks for the next", () => {
    const found = [...series(contextOf({ history: liked("horror-1", "horror-2") }))];
    expect(found.map(({ movieId, evidence }) => [movieId, evidence.map(({ baseline }) => baseline)])).toEqual([
      ["horror-3", ["horror-2"]],
    ]);
  });

  test("the first film of a series that was begun in the middle, none of one that was seen whole", () => {
    expect(ids(series(contextOf({ history: liked("horror-2") })))).toEqual(["horror-1"]);
    expect(series(contextOf({ history: liked("horror-1", "horror-2", "horror-3") }))).toEqual([]);
  });
});

test("unfinished: what was begun, the further the more", () => {
  const found = [...unfinished(contextOf({ unfinished: { "horror-4": 0.2, "horror-5": 0.6 } }))];
  expect(found.find(({ movieId }) => movieId === "horror-5")?.score).toBeGreaterThan(
    found.find(({ movieId }) => movieId === "horror-4")?.score ?? 0,
  );
});

describe("similar films by viewers", () => {
  test("those that came before are found like those that came after", () => {
    const pairs = { "horror-4": { "horror-5": 1 }, "horror-6": { "horror-4": 3 } };
    const found = [...coViewed(contextOf({ history: liked("horror-4"), pairs, viewers }))];
    expect(ids(found).toSorted()).toEqual(["horror-5", "horror-6"]);
    expect(found.find(({ movieId }) => movieId === "horror-6")?.score).toBeCloseTo(3 / 4);
  });

  test("both directions count together", () => {
    const pairs = { "horror-4": { "horror-5": 1 }, "horror-5": { "horror-4": 2 } };
    const [found] = coViewed(contextOf({ history: liked("horror-4"), pairs, viewers }));
    expect(found?.score).toBeCloseTo(3 / 4);
  });
});

test("trending, popular and new come as the state and the catalog have them", () => {
  const context = contextOf({
    trending: { "horror-2": 9, "horror-1": 3 },
    viewers: { "romance-1": 2, "romance-2": 7 },
  });
  expect(ids(trending(context))).toEqual(["horror-2", "horror-1"]);
  expect(ids(popular(context))).toEqual(["romance-2", "romance-1"]);
  expect(ids(newFilms(context)).slice(0, 2)).toEqual(["loner-1", "romance-6"]);
});

test("hidden gems: well liked, little seen, neither the hits nor the flops", () => {
  const loved = { ratingCount: 20, ratingHalves: 200 };
  const totals = {
    "horror-1": { history: 400, ...loved },
    "horror-4": { history: 25, ...loved },
    "horror-5": { history: 25, ratingCount: 20, ratingHalves: 60 },
  };
  expect(ids(hiddenGems(contextOf({ totals })))).toEqual(["horror-4"]);
});

test("a genre's films, by how much they are seen and liked", () => {
  const context = contextOf({ viewers: { "horror-1": 5, "horror-2": 50, "romance-1": 90 } });
  const found = [...ofGenre("Horror", "genre")(context)];
  expect(ids(found)).toEqual(["horror-2", "horror-1"]);
  expect(found[0]?.evidence[0]).toMatchObject({ kind: "genre", genre: "Horror", baseline: null });
});
