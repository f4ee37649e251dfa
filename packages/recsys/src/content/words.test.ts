import { expect, test } from "vitest";
import { words } from "./words.ts";

test("a text's words, small, without accents and stop words, plurals as singulars", () => {
  expect(words("The Émigrés' stories: two SPIES, and a bus to Oz!")).toEqual(["emigre", "story", "spy", "bus", "oz"]);
  expect(words("His class… is a crisis in 1984")).toEqual(["class", "crisis", "1984"]);
  expect(words("")).toEqual([]);
});
