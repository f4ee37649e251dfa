import { expect, test } from "vitest";
import { countedTerms, termsOf } from "./terms.ts";

test("what is said stays, as stems: words of three languages that stand anywhere go", () => {
  expect(termsOf("The shark, the sharks!")).toEqual(["shark", "shark"]);
  expect(termsOf("der Film mit dem Hai")).toEqual(["film", "hai"]);
  expect(termsOf("le film avec les requins")).toEqual(["film", "requin"]);
});

test("a stop word of one language that says something in another stays", () => {
  expect(termsOf("Die Hard")).toEqual(["die", "hard"]);
  expect(termsOf("war and a son")).toEqual(["war", "son"]);
});

test("terms are counted in their order", () => {
  expect([...countedTerms("mouse cooks, mice cook; a mouse")]).toEqual([
    ["mous", 2],
    ["cook", 2],
    ["mice", 1],
  ]);
});
