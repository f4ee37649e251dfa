import { describe, expect, test } from "vitest";
import { displayTitle, titleKeys, withArticleFirst } from "./title-keys.ts";

const sharesAName = (a: string, b: string) => [...titleKeys(a).all].some((key) => titleKeys(b).all.has(key));

describe("titles that are the same", () => {
  test.each([
    ["Godfather, The", "The Godfather"],
    ["Godfather: Part II, The", "The Godfather Part II"],
    ["Amelie", "Amélie"],
    ["Spider-Man", "Spiderman"],
    ["Wallace & Gromit", "Wallace and Gromit"],
    ["Avventura, L'", "L’Avventura"],
    ["Monsters, Inc.", "Monsters Inc"],
    ["Three Colors: Red", "Three Colours: Red"],
    ["John Wick: Chapter Two", "John Wick: Chapter 2"],
    ["Rocky II", "Rocky 2"],
    ["Alien³", "Alien 3"],
    ["Alien (1979)", "Alien"],
  ])("%s = %s", (a, b) => expect(titleKeys(a).primary).toBe(titleKeys(b).primary));
});

describe("names behind the title", () => {
  test.each([
    ["Seven (a.k.a. Se7en)", "Se7en"],
    ["City of Lost Children, The (Cité des enfants perdus, La)", "La cité des enfants perdus"],
    ["City of Lost Children, The (Cité des enfants perdus, La)", "The City of Lost Children"],
    ["Star Wars: Episode V - The Empire Strikes Back", "The Empire Strikes Back"],
    ["Star Wars: Episode VII - The Force Awakens", "Star Wars: The Force Awakens"],
    ["Star Wars: Episode IV - A New Hope (1977)", "Star Wars"],
    ["Seven Samurai (The Magnificent Seven) (Shichinin no samurai)", "Shichinin no Samurai"],
    ["Raiders of the Lost Ark (Indiana Jones and the Raiders of the Lost Ark)", "Raiders of the Lost Ark"],
  ])("%s is also %s", (a, b) => expect(sharesAName(a, b)).toBe(true));

  test("the original title is one of them", () => {
    expect(titleKeys("Spirited Away", "Sen to Chihiro no kamikakushi").all).toContain("sentochihironokamikakushi");
  });
});

test.each([
  ["Alien", "Aliens"],
  ["Toy Story", "Toy Story 2"],
  ["Kill Bill: Vol. 1", "Kill Bill: Vol. 2"],
])("%s is not %s", (a, b) => expect(sharesAName(a, b)).toBe(false));

test("a title without letters or digits has no key that others could share", () =>
  expect(titleKeys("???").all.size).toBe(0));
test("a comma alone moves nothing", () =>
  expect(withArticleFirst("Crouching Tiger, Hidden Dragon")).toBe("Crouching Tiger, Hidden Dragon"));

test.each([
  ["Godfather, The (1972)", "The Godfather"],
  [
    "City of Lost Children, The (Cité des enfants perdus, La) (1995)",
    "The City of Lost Children (La Cité des enfants perdus)",
  ],
  ["(500) Days of Summer (2009)", "(500) Days of Summer"],
  ["Fear(s) of the Dark", "Fear(s) of the Dark"],
])("%s is shown as %s", (title, shown) => expect(displayTitle(title)).toBe(shown));
