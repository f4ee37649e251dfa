import { expect, test } from "vitest";
import { corrected } from "./corrected.ts";
import { createKnownWords } from "./known-words.ts";

const known = createKnownWords();
known.add(
  "A rat cooks in Paris. A rat becomes a chef. The cook of the restaurant, a thief, robs banks. Hitchcock, thieves",
);
/** As if no reader knew any of the words. */
const read = (text: string) => {
  const unread = [...text.matchAll(/\p{L}+/gu)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
  return corrected(text, { unread }, known);
};

test.each([
  ["a rat in the Resturant", "a rat in the restaurant"],
  ["a rat in the cooking", undefined],
  ["a theif in the banks", "a thief in the banks"],
  ["Hichcock", "hitchcock"],
  ["chfe", undefined],
  ["xylophone", undefined],
  ["a rat, a theif, a chef in a resturant in Paris", "a rat, a thief, a chef in a restaurant in Paris"],
  ["theif in Resturants von Pariss", undefined],
])("%s: %s", (text, expected) => expect(read(text)).toBe(expected));

test("a word of the language is none, though no film has it", () => {
  const words = createKnownWords((word) => word === "mouse");
  words.add("a house");
  expect([words.has("mouse"), words.has("mousse")]).toEqual([true, false]);
});

test("of words that are as near the one that is told most is meant", () => {
  const words = createKnownWords();
  words.add("heart heart hears hears hears beard");
  expect(words.near("heara")).toBe("hears");
});
