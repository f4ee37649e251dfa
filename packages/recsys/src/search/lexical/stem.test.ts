import { expect, test } from "vitest";
import { stem } from "./stem.ts";

test.each([
  // The examples of Porter's paper, step by step.
  ["caresses", "caress"],
  ["ponies", "poni"],
  ["cats", "cat"],
  ["feed", "feed"],
  ["agreed", "agre"],
  ["plastered", "plaster"],
  ["bled", "bled"],
  ["motoring", "motor"],
  ["sing", "sing"],
  ["conflated", "conflat"],
  ["troubled", "troubl"],
  ["hopping", "hop"],
  ["falling", "fall"],
  ["hissing", "hiss"],
  ["filing", "file"],
  ["happy", "happi"],
  ["sky", "sky"],
  ["relational", "relat"],
  ["conditional", "condit"],
  ["vietnamization", "vietnam"],
  ["hopefulness", "hope"],
  ["triplicate", "triplic"],
  ["goodness", "good"],
  ["revival", "reviv"],
  ["adoption", "adopt"],
  ["replacement", "replac"],
  ["rate", "rate"],
  ["controlling", "control"],
  ["roll", "roll"],
])("%s → %s", (word, expected) => expect(stem(word)).toBe(expected));

test("forms of a word meet", () => {
  expect(new Set(["kidnap", "kidnaps", "kidnapped", "kidnapping"].map(stem))).toEqual(new Set(["kidnap"]));
});

test("what is short, longer than any word, a number or of another script stays", () => {
  for (const word of ["", "is", "1980s", "über", "侍", "y".repeat(100_000)]) expect(stem(word)).toBe(word);
});
