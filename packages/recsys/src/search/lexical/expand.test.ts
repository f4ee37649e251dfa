import { expect, test } from "vitest";
import { expandedTerms } from "./expand.ts";

const related = (word: string) =>
  ({
    cop: [
      { word: "policeman", nearness: 0.7 },
      { word: "officers", nearness: 0.6 },
    ],
    officer: [{ word: "policeman", nearness: 0.9 }],
  })[word] ?? [];

test("related words count by their nearness, the most of what they are related to", () => {
  const terms = expandedTerms("The cop, an officer", related, () => true);
  expect([...terms.keys()]).toEqual(["cop", "offic", "policeman"]);
  expect(terms.get("cop")).toBe(1);
  expect(terms.get("policeman")).toBeCloseTo(0.27, 12);
});

test("words that no document has take no place", () => {
  expect([...expandedTerms("cop", related, (term) => term !== "policeman").keys()]).toEqual(["cop", "offic"]);
});

test("of a very long text only the beginning is looked at", () => {
  const text = Array.from({ length: 2_000 }, (_, at) => `word${at}`).join(" ");
  expect(expandedTerms(text, related, () => true).size).toBe(300);
});
