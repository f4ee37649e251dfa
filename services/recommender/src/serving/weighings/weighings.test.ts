import { expect, test } from "vitest";
import type { EvidenceKind } from "@projectionist/contracts";
import { candidateOf, weighed, type Candidate } from "../candidate.ts";
import type { ServingContext } from "../context.ts";
import type { Weighing } from "../pipeline.ts";
import { contextOf, liked } from "../testing/context.ts";
import { byTaste } from "../sources/by-taste.source.ts";
import { awayFromDisliked } from "./dislike.weighing.ts";

import { normalised } from "./normalised.weighing.ts";
import { trusted } from "./trusted.weighing.ts";

const candidate = (movieId: string, amounts: Partial<Record<EvidenceKind, number>>): Candidate =>
  candidateOf(
    movieId,
    Object.entries(amounts).map(([kind, amount]) => ({ kind: kind as EvidenceKind, baseline: null, amount })),
  );
const weigh = (weighing: Weighing, candidates: readonly Candidate[], context: ServingContext = contextOf()) => {
  const weight = weighing(candidates, context);
  return candidates.map((candidate) => weighed(candidate, [weight]));
};
const scores = (candidates: readonly Candidate[]) => Object.fromEntries(candidates.map((c) => [c.movieId, c.score]));

test("normalised: the best film of the kind gets 1 from it, other kinds keep their amounts", () => {
  const found = weigh(normalised("cooccurrence"), [
    candidate("a", { cooccurrence: 40, content: 0.5 }),
    candidate("b", { cooccurrence: 10 }),
    candidate("c", { content: 0.2 }),
  ]);
  expect(scores(found)).toEqual({ a: 1.5, b: 0.25, c: 0.2 });
});

test("trusted: what ten viewers did next counts half, what many did nearly in full", () => {
  const from = (baseline: string) => candidateOf("x", [{ kind: "cooccurrence", baseline, amount: 1 }]);
  const context = contextOf({ viewers: { few: 10, many: 990 } });
  expect(weigh(trusted, [from("few"), from("many"), from("nobody")], context).map(({ score }) => score)).toEqual([
    0.5, 0.99, 0,
  ]);
});

test("films like a disliked one lose, others stay", () => {
  const context = contextOf({ excluded: ["horror-4"] });
  const [near, far] = weigh(
    awayFromDisliked,
    [candidate("horror-5", { content: 1 }), candidate("romance-1", { content: 1 })],
    context,
  );
  expect(near?.score).toBeLessThan(1);
  expect(near?.score).toBeGreaterThanOrEqual(0);
  expect(far?.score).toBe(1);
});

test("genre taste raises films of liked genres, for that reason, and lowers those of others", () => {
  const context = contextOf({
    history: liked("romance-1", "romance-2", "romance-3"),
    excluded: ["horror-1", "horror-4"],
  });
  const [romance, horror, none] = byTaste(() => [
    candidate("romance-5", { popular: 1 }),
    candidate("horror-5", { popular: 1 }),
    candidate("loner-1", { popular: 1 }),
  ])(context);
  expect(romance?.score).toBeGreaterThan(1);
  expect(romance?.evidence).toContainEqual({
    kind: "genre",
    baseline: null,
    genre: "Romance",
    amount: expect.closeTo((romance?.score ?? 0) - 1),
  });
  expect(horror?.score).toBeLessThan(1);
  expect(none?.score).toBe(1);
});
