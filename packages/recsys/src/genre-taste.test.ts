import { expect, test } from "vitest";
import { genreTaste } from "./genre-taste.ts";

const shares: Readonly<Record<string, number>> = { Drama: 0.6, Western: 0.05, Horror: 0.1 };
const usual = (genre: string) => shares[genre] ?? 0;
const films = (weight: number, ...genres: string[]) => ({ genres, weight });

test("a rare genre told of often is liked more than a common one", () => {
  const taste = genreTaste([films(1, "Western", "Drama"), films(1, "Western"), films(1, "Drama")], usual);
  expect(taste.get("Western")).toBeGreaterThan(taste.get("Drama") ?? 0);
  expect(taste.get("Western")).toBeGreaterThan(0);
});

test("a genre told against is below usual", () => {
  const taste = genreTaste([films(-1, "Horror"), films(1, "Drama")], usual);
  expect(taste.get("Horror")).toBeLessThan(0);
});

test("one film says less than several", () => {
  const one = genreTaste([films(1, "Western")], usual).get("Western") ?? 0;
  const several =
    genreTaste([films(1, "Western"), films(1, "Western"), films(1, "Western")], usual).get("Western") ?? 0;
  expect(several).toBeGreaterThan(one);
});

test("a genre that no film has any more says nothing", () => {
  expect(genreTaste([films(1, "Gone")], usual).size).toBe(0);
});
