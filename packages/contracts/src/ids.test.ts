import { expect, it } from "vitest";
import { EVENT_ID_PATTERN, personIdOf, slugOf } from "./ids.ts";

it.each([
  ["Amélie", "amelie"],
  ["8½", "8-1-2"],
  ["Ocean's Eleven", "oceans-eleven"],
  ["Le Fabuleux destin d’Amélie Poulain", "le-fabuleux-destin-damelie-poulain"],
  ["  WALL·E ", "wall-e"],
])("%s → %s", (text, slug) => expect(slugOf(text)).toBe(slug));

it("gives people of any script an id", () => expect(personIdOf("王家衛")).toMatch(/^person-[0-9a-f]+$/));

it.each([".", "..", "", "a b", "a/b", "x".repeat(65)])("%j is no event id", (id) =>
  expect(id).not.toMatch(new RegExp(EVENT_ID_PATTERN, "u")),
);

it.each(["...", ".a", "a..", "-", "ml-small:u1:2:1000000100"])("%j is an event id", (id) =>
  expect(id).toMatch(new RegExp(EVENT_ID_PATTERN, "u")),
);
