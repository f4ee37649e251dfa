import { expect, test } from "vitest";
import { deckOf } from "./deck-of.ts";

const films = "aaaaabcdefghij".split("").map((director, place) => ({ director, place, score: 1 - place / 100 }));
const deck = deckOf(films, ({ director }) => [director]);

test("of ten in a row two are of one director", () => {
  expect(deck.map(({ director }) => director).join("")).toBe("aabcdefghiaaja");
});

test("has all films, and scores that never rise", () => {
  expect(deck.map(({ place }) => place).toSorted((a, b) => a - b)).toEqual(films.map(({ place }) => place));
  const scores = deck.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});
