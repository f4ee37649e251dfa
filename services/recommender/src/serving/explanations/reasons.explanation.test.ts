import { expect, test } from "vitest";
import { candidateOf, type Evidence } from "../candidate.ts";
import { contextOf } from "../testing/context.ts";
import { reasonsOf } from "./reasons.explanation.ts";

const context = contextOf({
  history: [
    { movieId: "horror-4" },
    { movieId: "romance-1", because: "rated", value: 5 },
    { movieId: "horror-1", because: "viewed" },
    { movieId: "horror-6", because: "reviewed" },
  ],
  unfinished: { "romance-2": 0.4 },
});
const reasons = (movieId: string, ...evidence: Evidence[]) => reasonsOf(candidateOf(movieId, evidence), context);
const textOf = (movieId: string, kind: Evidence["kind"], baseline: string) =>
  reasons(movieId, { kind, baseline, amount: 1 })[0]?.text;

test("all that comes from one film is one reason with its share", () => {
  const found = reasons(
    "horror-5",
    { kind: "cooccurrence", baseline: "romance-1", amount: 1 },
    { kind: "content", baseline: "horror-4", amount: 2 },
    { kind: "cooccurrence", baseline: "horror-4", amount: 1 },
  );
  expect(found).toMatchObject([
    { type: "becauseYouLiked", movie: { id: "horror-4", title: "Horror 4" }, contribution: 0.75 },
    { type: "becauseYouRated", movie: { id: "romance-1", title: "Romance 1" }, contribution: 0.25 },
  ]);
});

test("texts say how the film was found", () => {
  expect(textOf("horror-5", "cooccurrence", "horror-4")).toBe(
    "Because you liked Horror 4: its viewers went on to this film.",
  );
  expect(textOf("horror-5", "content", "horror-4")).toBe("Because you liked Horror 4: also with A. Player.");
  expect(textOf("horror-2", "series", "horror-1")).toBe("Because you watched Horror 1: next in the series Saga.");
  expect(textOf("romance-3", "cooccurrence", "romance-1")).toMatch(/^Because you gave Romance 1 5 stars: /);
  expect(textOf("horror-7", "cooccurrence", "horror-6")).toMatch(/^Because you reviewed Horror 6: /);
  expect(textOf("romance-2", "unfinished", "romance-2")).toBe("You began Romance 2 and have not finished it.");
});

test("no more than three reasons, whose shares stay below the whole", () => {
  const amounts = [1, 1, 1, 1, 1, 1, 1];
  const found = reasons(
    "horror-5",
    ...amounts.map((amount, i) => ({ kind: "genre" as const, baseline: null, amount, genre: `G${i}` })),
  );
  expect(found).toHaveLength(3);
  expect(found[0]).toMatchObject({ type: "genreYouLike", text: "You like the genre G0.", contribution: 0.1428 });
});
