import { describe, expect, test } from "vitest";
import { bundled, film, indexOf } from "../testing/films.ts";
import { searchMovies } from "./search-movies.ts";
import { suggest } from "./suggest.ts";

const index = indexOf(bundled);
const found = (text: string, limit = 20) => searchMovies(index, { text, filters: {}, limit }).items;
const titles = (text: string) => found(text).map(({ movie }) => movie.title);

describe("search as you type", () => {
  test.each([
    ["godfater", "The Godfather"],
    ["gofdather", "The Godfather"],
    ["the godf", "The Godfather"],
    ["godfather", "The Godfather"],
    ["amelie", "Amélie"],
    ["AMÉLIE", "Amélie"],
    ["spiderman", "Spider-Man"],
    ["alien 3", "Alien³"],
    ["schindlers list", "Schindler's List"],
    ["lord rings fellowship", "The Lord of the Rings: The Fellowship of the Ring"],
    ["seven samurai kurosawa", "Seven Samurai"],
    ["shichinin", "Seven Samurai"],
    ["the citizen kane film", "Citizen Kane"],
  ])("%s finds %s first", (text, title) => expect(titles(text)[0]).toBe(title));

  test("star wars: the film of that name, then those that begin with it, then the series", () => {
    const all = titles("star wars");
    expect(all[0]).toBe("Star Wars");
    const [begin, others] = [
      all.slice(1).filter((title) => title?.startsWith("Star Wars")),
      ["The Empire Strikes Back", "Return of the Jedi"],
    ];
    expect(begin.length).toBeGreaterThan(0);
    expect(all.slice(1, 1 + begin.length)).toEqual(begin);
    expect(all).toEqual(expect.arrayContaining(others));
  });

  test("a director's name finds his films, and says where", () => {
    const films = found("kurosawa");
    expect(films.length).toBeGreaterThan(5);
    for (const { movie, matched } of films.slice(0, 5)) {
      expect(movie.directors).toContain("Akira Kurosawa");
      expect(matched).toEqual(["people"]);
    }
  });

  test("exact titles come first, then titles that begin so", () => {
    expect(titles("alien").slice(0, 2)).toEqual(["Alien", "Alien³"]);
    expect(titles("m")[0]).toBe("M");
  });

  test("scores fall, from 1 to 0", () => {
    const scores = found("alien").map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
  });

  test("nothing typed but punctuation finds nothing", () => expect(found("?!")).toEqual([]));
  test("nonsense finds nothing", () => expect(found("xqzvwkj")).toEqual([]));
});

describe("a year in the query", () => {
  test("narrows to films of that year", () => expect(titles("alien 1979")).toEqual(["Alien"]));
  test("may be part of the title", () => {
    expect(titles("2001 space odyssey")[0]).toBe("2001: A Space Odyssey");
    expect(titles("blade runner 2049")).toEqual(["Blade Runner 2049"]);
  });
  test("is forgiven when it is wrong", () => expect(titles("matrix 1998")[0]).toBe("The Matrix"));
});

describe("filters and pages", () => {
  test("the filters of lists hold", () => {
    const { items, total } = searchMovies(index, {
      text: "alien",
      filters: { yearTo: 1986, genres: ["Horror"] },
      limit: 20,
    });
    expect(items.map(({ movie }) => movie.title)).toContain("Alien");
    expect(items.every(({ movie }) => (movie.year ?? 0) <= 1986 && movie.genres?.includes("Horror"))).toBe(true);
    expect(total).toBe(items.length);
  });

  test("pages are the whole answer cut up", () => {
    const whole = found("love", 100).map(({ movie }) => movie.id);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = searchMovies(index, { text: "love", filters: {}, limit: 7, cursor });
      expect(page.total).toBe(whole.length);
      paged.push(...page.items.map(({ movie }) => movie.id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(whole.length).toBeGreaterThan(7);
    expect(paged).toEqual(whole);
  });
});

test("popularity settles what words leave open", () => {
  const remakes = indexOf(["a", "b", "c"].map((id) => ({ id, facts: film("Hamlet", 1990) })));
  remakes.setRatings("b", { ratingCount: 900, ratingSum: 3000, likes: 50, views: 50 });
  const ids = searchMovies(remakes, { text: "hamlet", filters: {}, limit: 3 }).items.map(({ movie }) => movie.id);
  expect(ids).toEqual(["b", "a", "c"]);
});

describe("suggestions", () => {
  const people = (text: string) => suggest(index, text, 8).people.map(({ name }) => name);

  test("films and people by what was typed so far", () => {
    const { movies } = suggest(index, "godf", 8);
    expect(movies.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["The Godfather", "The Godfather Part II"]),
    );
    expect(suggest(index, "kuros", 8).people).toContainEqual({ id: "akira-kurosawa", name: "Akira Kurosawa" });
  });
  test.each([
    ["scorcese", "Martin Scorsese"],
    ["tarantn", "Quentin Tarantino"],
    ["kubrik", "Stanley Kubrick"],
    ["miyzaki", "Hayao Miyazaki"],
  ])("%s is forgiven", (text, name) => expect(people(text)).toContain(name));
  test("keep to the limit", () => {
    const { movies, people: some } = suggest(index, "ma", 3);
    expect([movies.length, some.length]).toEqual([3, 3]);
  });
});

test("a title is found by a text that is spelt nearly so, and not by one that another title begins with", () => {
  const titles = indexOf(
    ["The Ring Cycle", "The Rink", "Jaws"].map((title) => ({ id: title, facts: film(title, 1990) })),
  );
  const find = (text: string) =>
    searchMovies(titles, { text, filters: {}, limit: 5 }).items.map(({ movie }) => movie.id);
  expect(find("jasw")).toEqual(["Jaws"]);
  expect(find("the ring")).toEqual(["The Ring Cycle"]);
  expect(searchMovies(titles, { text: "jasw", filters: { yearTo: 1980 }, limit: 5 }).items).toEqual([]);
});
