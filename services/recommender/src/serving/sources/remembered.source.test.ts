import { beforeEach, expect, test } from "vitest";
import { becauseOf } from "../pipelines/for-viewer.pipeline.ts";
import { catalogOf, film } from "../testing/films.ts";
import { contextOf, liked } from "../testing/context.ts";
import { modelOf } from "../testing/model.ts";

const about = "romance-1";
let catalog: ReturnType<typeof catalogOf>;
beforeEach(() => {
  catalog = catalogOf();
});

type Facts = Parameters<typeof contextOf>[0];
const found = (facts: Facts) =>
  Array.from(becauseOf.cf(contextOf({ history: liked(about), catalog, ...facts })), ({ movieId }) => movieId);

test("what viewers went on to since is found at once", () => {
  expect(found({ pairs: { [about]: { "horror-4": 3 } } })).toEqual(["horror-4"]);
  expect(found({ pairs: { [about]: { "horror-4": 3, "horror-5": 4 } } })).toEqual(["horror-5", "horror-4"]);
  expect(found({ pairs: { [about]: { "horror-4": 5, "horror-5": 4 } } })).toEqual(["horror-4", "horror-5"]);
  expect(found({})).toEqual([]);
});

test("each viewer's own films are left out of what is the same for all", () => {
  const pairs = { [about]: { "horror-4": 3, "horror-5": 2 } };
  expect(found({ pairs })).toEqual(["horror-4", "horror-5"]);
  expect(found({ pairs, watchlist: ["horror-4"] })).toEqual(["horror-5"]);
  expect(found({ pairs, excluded: ["horror-5"] })).toEqual(["horror-4"]);
  expect(found({ pairs })).toEqual(["horror-4", "horror-5"]);
});

test("another model, and films that come or go, count at once", () => {
  expect(found({ model: modelOf({ [about]: { "horror-4": 1 } }) })).toEqual(["horror-4"]);
  expect(found({ model: modelOf({ [about]: { "horror-5": 1 } }) })).toEqual(["horror-5"]);
  const auto = () =>
    Array.from(becauseOf.auto(contextOf({ history: liked(about), catalog })), ({ movieId }) => movieId);
  expect(auto()).not.toContain("romance-7");
  const { id, ...facts } = film("romance-7", { genres: ["Romance"], directors: ["R. Director"], year: 1987 });
  catalog.apply({ type: "MovieUpserted", eventId: id, occurredAt: 0, movieId: id, version: 1, ...facts });
  expect(auto()).toContain("romance-7");
  catalog.apply({ type: "MovieRemoved", eventId: `${id}-2`, occurredAt: 0, movieId: id, version: 2 });
  expect(auto()).not.toContain("romance-7");
});
