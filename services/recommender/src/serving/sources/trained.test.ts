import { describe, expect, test } from "vitest";
import type { ServingContext } from "../context.ts";
import { runPipeline } from "../pipeline.ts";
import { forViewer } from "../pipelines/for-viewer.pipeline.ts";
import { reasonsOf } from "../explanations/reasons.explanation.ts";
import { contextOf, liked } from "../testing/context.ts";
import { films } from "../testing/films.ts";
import { modelOf } from "../testing/model.ts";
import { trained } from "./trained.source.ts";
import { trainedSimilar } from "./trained-similar.source.ts";

const model = modelOf({
  "horror-1": { "horror-4": 0.5, "horror-5": 0.3, "romance-1": -0.2 },
  "horror-6": { "horror-4": 0.25, "horror-5": 0.4, "loner-1": 0.1 },
  "romance-1": { "horror-5": -0.1, "romance-2": 0.6 },
});
const source = (context: ServingContext) => [...trained("next-item")(context)];

test("films are found in the whole history, each with what every film of it adds", () => {
  const found = source(contextOf({ history: liked("horror-1", "horror-6"), model }));
  expect(found.map(({ movieId }) => movieId)).toEqual(["horror-4", "horror-5", "loner-1"]);
  expect(found[0]?.evidence).toEqual([
    { kind: "trained", baseline: "horror-1", amount: expect.closeTo(0.5) },
    { kind: "trained", baseline: "horror-6", amount: expect.closeTo(0.25) },
  ]);
});

test("what speaks against a film is taken from what speaks for it, so that the shares are of the score", () => {
  const found = source(contextOf({ history: liked("horror-1", "horror-6", "romance-1"), model }));
  const five = found.find(({ movieId }) => movieId === "horror-5");
  expect(five?.score).toBeCloseTo(0.6);
  expect(five?.evidence).toEqual([
    { kind: "trained", baseline: "horror-6", amount: expect.closeTo((0.4 / 0.7) * 0.6) },
    { kind: "trained", baseline: "horror-1", amount: expect.closeTo((0.3 / 0.7) * 0.6) },
  ]);
});

test("films of the history that the model does not know are passed over; without any known there is nothing", () => {
  const history = liked("romance-5", "horror-1");
  expect(source(contextOf({ history, model })).map(({ movieId }) => movieId)).toEqual(["horror-4", "horror-5"]);
  expect(source(contextOf({ history: liked("romance-5"), model }))).toEqual([]);
  expect(source(contextOf({ history }))).toEqual([]);
});

describe("in the ranking", () => {
  const viewers = Object.fromEntries(films.map(({ id }) => [id, 40]));
  const pairs = { "horror-1": { "romance-3": 30 } };

  test("it leads, and what viewers do right now comes in beside it", () => {
    const context = contextOf({ history: liked("horror-1"), viewers, pairs, model });
    const ranked = runPipeline(forViewer.cf, context).map(({ movieId }) => movieId);
    expect(ranked[0]).toBe("horror-4");
    expect(ranked).toContain("romance-3");
  });

  test("reasons name the films of the history, with their shares", () => {
    const context = contextOf({ history: liked("horror-1", "horror-6"), model });
    const [best] = runPipeline(forViewer.cf, context);
    expect(reasonsOf(best!, context)).toEqual([
      {
        type: "becauseYouLiked",
        text: "Because you liked Horror 1: those who choose it choose this film too.",
        movie: { id: "horror-1", title: "Horror 1" },
        contribution: expect.closeTo(2 / 3, 3),
      },
      expect.objectContaining({ movie: { id: "horror-6", title: "Horror 6" }, contribution: expect.closeTo(1 / 3, 3) }),
    ]);
  });
});

test("similar films are those whose weights speak for each other, either way", () => {
  const found = [...trainedSimilar(contextOf({ history: liked("romance-1"), model }))];
  expect(found.map(({ movieId }) => movieId)).toEqual(["romance-2"]);
  expect(found[0]?.score).toBeCloseTo(0.6);
});
