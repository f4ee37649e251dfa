import { expect, test } from "vitest";
import { movieIdOf } from "./movie-id.ts";

test.each([
  ["Alien", null, 1979, "alien-1979"],
  ["Amélie", null, 2001, "amelie-2001"],
  ["Undated", null, null, "undated"],
  ["羅生門", "Rashōmon", 1950, "rashomon-1950"],
] as const)("%s (%s, %s) is %s", (title, original, year, id) => expect(movieIdOf(title, original, year)).toBe(id));

test("titles that no slug can hold get different ids", () => {
  expect(movieIdOf("羅生門", null, 1950)).toMatch(/^film-[0-9a-f-]{36}-1950$/);
  expect(movieIdOf("羅生門", null, 1950)).not.toBe(movieIdOf("羅生門", null, 1950));
});
