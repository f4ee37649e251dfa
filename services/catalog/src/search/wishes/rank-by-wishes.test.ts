import { describe, expect, test } from "vitest";
import { film, indexOf } from "../../testing/films.ts";
import { rankByWords } from "../text-ranker.ts";
import { rankByWishes } from "./rank-by-wishes.ts";
import type { AskedChip } from "./wish.ts";

const index = indexOf([
  { id: "hard", facts: film("Hard Night", 1988, { genres: ["Action"], countries: ["US"] }) },
  { id: "harder", facts: film("Hard Night 2", 1990, { genres: ["Action"], countries: ["US"] }) },
  { id: "soft", facts: film("Soft Morning", 1990, { genres: ["Drama"], countries: ["KR"] }) },
]);
const idsFor = async (...chips: AskedChip[]) => [
  ...(await rankByWishes(index, rankByWords(index), { chips, text: undefined, meets: [] })).ids,
];

describe("a wish that would filter", () => {
  const korean = { kind: "country", value: ["KR"] } as const;
  const action = { kind: "genre", value: "Action" } as const;

  test("decides", async () => expect(await idsFor(korean)).toEqual(["soft"]));

  test("raises where it is soft", async () => {
    expect(await idsFor({ ...korean, soft: true }, { ...action, soft: true })).toHaveLength(3);
    expect(await idsFor({ ...korean, soft: true }, action)).toEqual(["hard", "harder"]);
  });
});

test("who does not want a film does not want what goes on from it", async () =>
  expect(await idsFor({ kind: "title", value: "Hard Night", negated: true })).toEqual(["soft"]));

test("who wants nothing like a film does not want the film itself", async () =>
  expect((await idsFor({ kind: "like", value: "hard", negated: true }))[0]).toBe("soft"));

test("of a country's films those in its language come first", async () => {
  const made = indexOf([
    { id: "abroad", facts: film("Abroad", 1990, { countries: ["FR", "US"], language: "en" }) },
    { id: "at-home", facts: film("At Home", 1990, { countries: ["FR"], language: "fr" }) },
  ]);
  const chips = [{ kind: "country", value: ["FR"] }] as const;
  const { ids } = await rankByWishes(made, rankByWords(made), { chips, text: undefined, meets: [] });
  expect(ids).toEqual(["at-home", "abroad"]);
});

describe("a mood", () => {
  const made = indexOf([
    { id: "horror", facts: film("Horror", 1990, { genres: ["Horror", "Drama"] }) },
    { id: "cartoon", facts: film("Cartoon", 1990, { genres: ["Animation"], keywords: ["demon"] }) },
    { id: "ghosts", facts: film("Ghosts", 1990, { genres: ["Animation"], keywords: ["demon", "ghost"] }) },
  ]);
  const rank = (...chips: AskedChip[]) => rankByWishes(made, rankByWords(made), { chips, text: undefined, meets: [] });

  test("finds no film of which one keyword alone is so", async () =>
    expect((await rank({ kind: "mood", value: "scary" })).ids).toEqual(["ghosts", "horror"]));

  test("that is not wanted raises no film for being its opposite", async () => {
    const animated = { kind: "genre", value: "Animation", soft: true } as const;
    const alone = await rank(animated);
    const { ids, scores } = await rank(animated, { kind: "mood", value: "violent", negated: true });
    expect([ids, scores]).toEqual([alone.ids, alone.scores]);
  });
});
