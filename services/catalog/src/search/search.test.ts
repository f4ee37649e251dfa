import { moodMeanings, moods } from "@projectionist/recsys";
import { describe, expect, test } from "vitest";
import { bundled, film, indexOf } from "../testing/films.ts";
import { createSearch, type Asked } from "./search.ts";
import { nothingFound, rankByWords } from "./text-ranker.ts";

const index = indexOf(bundled);
const search = createSearch(index, rankByWords(index));
const ask = (text: string, more: Partial<Asked> = {}) =>
  search({ text, mode: "auto", filters: {}, limit: 20, ...more });
const titles = async (text: string, more: Partial<Asked> = {}) =>
  (await ask(text, more)).items.map(({ movie }) => movie.title);

describe("which way it searches", () => {
  test.each([
    ["alien", "title", "Alien"],
    ["godfater", "title", "The Godfather"],
    ["the godf", "title", "The Godfather"],
    ["blade runner 2049", "title", "Blade Runner 2049"],
    ["alien 1979", "title", "Alien"],
    ["spirted awya", "title", "Spirited Away"],
    ["jawz", "title", "Jaws"],
    ["something like Heat but Korean", "meaning", "Memories of Murder"],
    ["heist comedy from the 2000s", "meaning", "Ocean's Eleven"],
  ])("%s: by %s, %s first", async (text, mode, title) => {
    const answer = await ask(text);
    expect(answer.mode).toBe(mode);
    expect(answer.items[0]?.movie.title).toBe(title);
  });

  test("as told: a title is a wish when meaning is asked for", async () => {
    const answer = await ask("alien", { mode: "meaning" });
    expect(answer.mode).toBe("meaning");
    expect(answer.chips).toEqual([{ kind: "title", value: "Alien", text: "alien", span: [0, 5] }]);
    expect(answer.items[0]).toMatchObject({ movie: { title: "Alien" }, reasons: { chips: [0] } });
    expect(await ask("Korean films", { mode: "title" })).toMatchObject({ mode: "title", chips: [] });
  });
});

describe("mistyped words", () => {
  test("are read as the words that are perhaps meant, which is told", async () => {
    const { corrected, chips, items } = await ask("slow films by Tarkowsky");
    expect(corrected).toBe("slow films by tarkovsky");
    expect(chips).toMatchObject([{ kind: "mood" }, { kind: "person", value: "Andrei Tarkovsky", span: [5, 23] }]);
    for (const { movie } of items) expect(movie.directors).toContain("Andrei Tarkovsky");
    expect(await ask("something scarry for tonight", { mode: "mood" })).toMatchObject({
      corrected: "something scary for tonight",
      chips: [{ kind: "mood", value: "scary" }],
    });
  });

  test.each(["films by Tarkovsky", "ein Film, in dem ein Mann immer wieder denselben Tag erlebt", "xqzvwkj"])(
    "%s: is read as it is",
    async (text) => expect(await ask(text)).not.toHaveProperty("corrected"),
  );
});

describe("wishes", () => {
  test("those that filter hold for every film, those that are not wanted for none", async () => {
    const { items, chips, total } = await ask("dark 80s thriller under two hours, not Ridley Scott");
    expect(chips.map(({ kind }) => kind)).toEqual(["mood", "year", "genre", "runtime", "person"]);
    expect(total).toBe(items.length);
    expect(items.length).toBeGreaterThan(1);
    for (const { movie, reasons } of items) {
      expect(movie.year).toBeGreaterThanOrEqual(1980);
      expect(movie.year).toBeLessThanOrEqual(1989);
      expect(movie.genres).toContain("Thriller");
      expect(movie.runtime).toBeLessThanOrEqual(120);
      expect(movie.directors).not.toContain("Ridley Scott");
      expect(reasons.chips).toEqual(expect.arrayContaining([1, 2, 3, 4]));
    }
  });

  test("films like one, without it", async () => {
    const found = await titles("comme Amélie");
    expect(found).not.toContain("Amélie");
    expect(await titles("like The Godfather")).toEqual(expect.arrayContaining(["The Godfather Part II"]));
  });

  test("a director and not an actor of that name", async () => {
    const directed = await ask("directed by Clint Eastwood");
    for (const { movie } of directed.items) expect(movie.directors).toContain("Clint Eastwood");
    const acted = await ask("with Clint Eastwood");
    expect(acted.total).not.toBe(directed.total);
  });

  test("when no film meets all, those that come nearest are answered, and it is said", async () => {
    const { items, relaxed } = await ask("Korean western from the 1920s, no horror");
    expect(relaxed).toBe(true);
    expect(items.length).toBeGreaterThan(0);
    for (const { movie } of items) expect(movie.genres).not.toContain("Horror");
  });

  test("facets count all films that were found", async () => {
    const { facets, total } = await ask("Japanese films", { limit: 1 });
    expect(facets.countries).toContainEqual({ value: "JP", count: total });
  });

  test("nothing but small words asks for anything; signs ask for nothing that is there", async () => {
    expect((await ask("something to watch")).total).toBe(bundled.length);
    expect((await ask("xqzvwkj")).total).toBe(0);
  });

  test("underrated: liked by the few who saw it", async () => {
    const rated = indexOf(["hit", "gem", "flop"].map((id) => ({ id, facts: film(id, 2000, { genres: ["Drama"] }) })));
    rated.setRatings("hit", { ratingCount: 2_000, ratingSum: 9_000, likes: 0, views: 0 });
    rated.setRatings("gem", { ratingCount: 60, ratingSum: 285, likes: 0, views: 0 });
    rated.setRatings("flop", { ratingCount: 500, ratingSum: 1_000, likes: 0, views: 0 });
    const { items } = await createSearch(
      rated,
      rankByWords(rated),
    )({ text: "underrated drama", mode: "auto", filters: {}, limit: 3 });
    expect(items.find(({ movie }) => movie.id === "gem")?.reasons.chips).toEqual([0, 1]);
    expect(items.find(({ movie }) => movie.id === "hit")?.reasons.chips).toEqual([1]);
  });
});

describe("a client's own chips", () => {
  test("are taken instead of the text, which is not read for more", async () => {
    const chips = [{ kind: "country", value: ["KR"] }] as const;
    const alone = await ask("", { chips });
    expect(alone.chips).toBe(chips);
    expect(alone.facets.countries).toContainEqual({ value: "KR", count: alone.total });
    const { chips: told, rest } = await ask("horror", { chips });
    expect([told, rest]).toEqual([chips, "horror"]);
  });
});

describe("pages", () => {
  const films = Array.from({ length: 30 }, (_, number) => ({
    id: `film-${number}`,
    facts: film(`Drama ${number}`, 1980 + number, { genres: ["Drama"] }),
  }));

  async function pagesOf(changed: (page: number, index: ReturnType<typeof indexOf>) => void) {
    const living = indexOf(films);
    const find = createSearch(living, rankByWords(living));
    const ids: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page === 0 || cursor !== undefined; page++) {
      const answer = await find({ text: "dramas", mode: "auto", filters: {}, limit: 7, cursor });
      expect(answer.total).toBe(30);
      ids.push(...answer.items.map(({ movie }) => movie.id));
      cursor = answer.nextCursor;
      changed(page, living);
    }
    return ids;
  }

  test("are the first page's ranking cut up, although ratings change and films come", async () => {
    const still = await pagesOf(() => undefined);
    expect(new Set(still).size).toBe(30);
    const moved = await pagesOf((page, living) => {
      living.setRatings("film-29", { ratingCount: 100 * page, ratingSum: 500 * page, likes: 0, views: 0 });
      living.upsert(`new-${page}`, 1, film(`New ${page}`, 2020, { genres: ["Drama"] }));
    });
    expect(moved).toEqual(still);
  });

  test("leave out films that are gone, without ending early", async () => {
    const still = await pagesOf(() => undefined);
    const gone = still[10] ?? "";
    expect(await pagesOf((page, living) => page === 0 && living.remove(gone, 2))).toEqual(
      still.filter((id) => id !== gone),
    );
  });

  test("go on in another instance, behind the last film's place", async () => {
    const [one, other] = [indexOf(films), indexOf(films)];
    const first = await createSearch(one, rankByWords(one))({ text: "dramas", mode: "auto", filters: {}, limit: 20 });
    const second = await createSearch(
      other,
      rankByWords(other),
    )({ text: "dramas", mode: "auto", filters: {}, limit: 20, cursor: first.nextCursor });
    const ids = [...first.items, ...second.items].map(({ movie }) => movie.id);
    expect(ids.length).toBe(30);
    expect(new Set(ids).size).toBe(30);
  });
});

describe("moods", () => {
  test.each(moods)("%s has a deck of films that are so", async (mood) => {
    const { items, chips } = await ask(mood, { mode: "mood", limit: 30 });
    expect(chips).toMatchObject([{ kind: "mood", value: mood }]);
    expect(items).toHaveLength(30);
    for (const { movie, meets } of items.slice(0, 10)) {
      expect(meets).toContain(0);
      for (const genre of moodMeanings[mood].unlike ?? []) expect(movie.genres).not.toContain(genre);
    }
  });

  test("a film with one keyword of a mood does not meet it", async () => {
    const { items } = await ask("scary", { mode: "mood", limit: 200 });
    const met = items.filter(({ meets }) => meets.includes(0)).map(({ movie }) => movie.id);
    expect(met).toContain("the-shining-1980");
    expect(met).not.toContain("star-wars-episode-iii-revenge-of-the-sith-2005");
  });

  test("it counts as much as the rest of the words, which it else does not", async () => {
    const matches = {
      slots: Int32Array.from(["amelie-2001", "the-shining-1980"], (id) => index.table.slotOf(id)!),
      scores: Float64Array.of(1, 0.3),
      nearness: Float64Array.of(Number.NaN, Number.NaN),
      hasWords: true,
      found: () => nothingFound,
    };
    const asked = createSearch(index, { rank: async () => matches });
    const first = async (mode: Asked["mode"]) =>
      (await asked({ text: "scary xyzzy", mode, filters: {}, limit: 1 })).items[0]?.movie.title;
    expect([await first("meaning"), await first("mood")]).toEqual(["Amélie", "The Shining"]);
  });

  test("no title is read in it", async () => {
    expect((await ask("Heat", { mode: "mood" })).chips).toEqual([]);
  });
});
