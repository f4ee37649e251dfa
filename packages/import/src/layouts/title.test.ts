import { describe, expect, test } from "vitest";
import { parseTitle } from "./title.ts";

describe("parseTitle", () => {
  test.each([
    ["Godfather, The (1972)", "The Godfather", null, 1972],
    [
      "City of Lost Children, The (Cité des enfants perdus, La) (1995)",
      "The City of Lost Children",
      "La Cité des enfants perdus",
      1995,
    ],
    ["Avventura, L' (1960)", "L'Avventura", null, 1960],
    ["Seven (a.k.a. Se7en) (1995)", "Seven", "Se7en", 1995],
    ["Professional, The (a.k.a. Other Name) (Léon) (1994)", "The Professional", "Léon", 1994],
    [
      "Seven Samurai (The Magnificent Seven) (Shichinin no samurai) (1954)",
      "Seven Samurai",
      "Shichinin no samurai",
      1954,
    ],
    ["(500) Days of Summer (2009)", "(500) Days of Summer", null, 2009],
    ["Fear(s) of the Dark (Peur(s) du noir) (2007)", "Fear(s) of the Dark", "Peur(s) du noir", 2007],
    ["Long Series: A Part (2006–2007)", "Long Series: A Part", null, 2006],
    ["Open Series (2012– )", "Open Series", null, 2012],
    ["Third Part, The (1995) (V)", "The Third Part", null, 1995],
    ["Trailing Space (1999) ", "Trailing Space", null, 1999],
    ["No Year At All", "No Year At All", null, null],
    ["Same (Same) (2000)", "Same", null, 2000],
    ["1984 (1956)", "1984", null, 1956],
    ["Distant Future (9999)", "Distant Future", null, null],
    [
      "Crouching Tiger, Hidden Dragon (Wo hu cang long) (2000)",
      "Crouching Tiger, Hidden Dragon",
      "Wo hu cang long",
      2000,
    ],
    ["(2010)", "", null, 2010],
  ])("%s", (text, title, originalTitle, year) => {
    expect(parseTitle(text)).toEqual({ title, originalTitle, year });
  });
});
