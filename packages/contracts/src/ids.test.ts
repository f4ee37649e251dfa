import { expect, it } from "vitest";
import { personIdOf, slugOf } from "./ids.ts";

it.each([
  ["Amélie", "amelie"],
  ["8½", "8-1-2"],
  ["Ocean's Eleven", "oceans-eleven"],
  ["Le Fabuleux destin d’Amélie Poulain", "le-fabuleux-destin-damelie-poulain"],
  ["  WALL·E ", "wall-e"],
])("%s → %s", (text, slug) => expect(slugOf(text)).toBe(slug));

it("gives people of any script an id", () => expect(personIdOf("王家衛")).toMatch(/^person-[0-9a-f]+$/));
