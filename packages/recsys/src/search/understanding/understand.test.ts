import { describe, expect, test } from "vitest";
import type { Chip, Range } from "./chip.ts";
import { english } from "./testing/english.ts";
import type { Expectation } from "./testing/expectation.ts";
import { french } from "./testing/french.ts";
import { german } from "./testing/german.ts";
import { traps } from "./testing/traps.ts";
import { vocabulary } from "./testing/vocabulary.ts";
import { understand } from "./understand.ts";

const range = ({ from = "", to = "" }: Partial<Record<keyof Range, number | "">>) => `${from}-${to}`;
function told(chip: Chip): string {
  const sign = chip.negated ? "-" : "";
  if (chip.kind === "year" || chip.kind === "runtime") return `${sign}${chip.kind}:${range(chip.value)}`;
  if (chip.kind === "country") return `${sign}country:${chip.value.join(",")}`;
  if (chip.kind !== "person") return `${sign}${chip.kind}:${chip.value}`;
  const kind = chip.role === undefined ? "person" : { director: "by", cast: "with" }[chip.role];
  return `${sign}${kind}:${chip.value}`;
}
const read = (query: string) => understand(query, vocabulary);

describe.each<[string, readonly Expectation[]]>([
  ["English", english],
  ["German", german],
  ["French", french],
  ["traps", traps],
])("%s", (_, table) => {
  test.each(table.map(([query, ...chips]) => ({ query, chips })))("$query", ({ query, chips }) => {
    expect(read(query).chips.map(told)).toEqual(chips);
  });
});

test("a chip's text is what stands at its span, and spans follow each other", () => {
  for (const [query] of [...english, ...german, ...french, ...traps]) {
    let last = 0;
    for (const { text, span } of read(query).chips) {
      expect(query.slice(...span)).toBe(text);
      expect(span[0] >= last || span[1] === last).toBe(true);
      last = span[1];
    }
  }
});

test.each([
  ["funny space heist under two hours", "space heist"],
  ["something like Heat but Korean", ""],
  ["that film where a mouse cooks in Paris", "where mouse cooks in Paris"],
  ["schwarzer Humor aus Skandinavien", "black comedy"],
  ["a lonely painter, no horror, by Mann", "lonely painter"],
  ["underrated thriller about chess", "Thriller chess"],
  ["Alien", "Alien"],
  ["anything by Miyazaki except Totoro", ""],
  ["war films without Americans", "War"],
  ["drama, a painter without memory", "Drama painter memory"],
  ["the movie Heat", "Heat"],
  ["Pulp Fiction by Tarantino", "Pulp Fiction by Tarantino"],
])("%s: the words have to find %j", (query, rest) => expect(read(query).rest).toBe(rest));

describe("from within a story", () => {
  const soft = (query: string) =>
    read(query)
      .chips.filter((chip) => chip.soft)
      .map(told);

  test("all words are looked for, and what they happen to say is no wish", () => {
    const text =
      "In a family torn by war a funny musician from Berlin, not older than twenty, hides his friends in the theatre by night";
    expect(read(text)).toMatchObject({ chips: [], rest: text });
  });

  test.each([
    ["In 1972 a rugby team crashes in the mountains", "year:1972-1972"],
    ["a waitress smuggles money out of Mexico to save her sister", "country:MX"],
    ["two drifters and a stolen painting, under 90 minutes", "runtime:-90"],
  ])("%s: %s only raises", (query, chip) => expect(soft(query)).toEqual([chip]));

  test.each([
    "Korean thriller about a clerk who hides a stolen painting",
    "a 90s movie where two drifters hide a stolen painting",
    "films with Tom Hanks about a clerk who hides a stolen painting",
  ])("%s: what stands with the film's word still filters, the genre does not", (query) => {
    expect(soft(query).filter((chip) => !chip.startsWith("genre"))).toEqual([]);
    expect(read(query).chips.length).toBeGreaterThan(0);
  });

  test.each([
    ["horror about clowns", ["genre:Horror"]],
    ["lynch thriller smuggling clowns", ["person:David Lynch", "genre:Thriller"]],
    ["thriller about clowns by lynch", ["genre:Thriller"]],
    ["horror from the 80s", []],
    ["boxing", ["keyword:boxing"]],
    ["heist movies", []],
    ["a film about a wedding and the 1960s", ["year:1960-1969"]],
    ["a film about a wedding from the 1960s", []],
  ])("%s: %j only raise", (query, chips) => expect(soft(query)).toEqual(chips));

  test.each([
    ["what is that movie where a clerk hides stolen paintings", "what is that where a clerk hides stolen paintings"],
    [
      "the movie star who hides stolen paintings from thieves",
      "the movie star who hides stolen paintings from thieves",
    ],
  ])("%s: %j is looked for", (query, rest) => expect(read(query).rest).toBe(rest));
});

test("beside a film that is named wishes only raise", () => {
  const { chips } = read("Pulp Fiction, a Tarantino thriller from the 90s, not violent");
  expect(chips.map(({ soft, negated }) => soft ?? negated)).toEqual([undefined, true, true, true, true]);
});

test.each(["lord of the", "american beau", "blade runn"])("%s: as a title begins, no wish", (query) =>
  expect(read(query)).toEqual({ chips: [], rest: query, unread: [] }),
);

test("tells which words no reader knows, and where they stand", () => {
  expect(read("a komedy with Cate Blanchett, not by Hichcock").unread).toMatchObject([
    { word: "komedy", start: 2, end: 8 },
    { word: "hichcock", start: 37, end: 45 },
  ]);
});

test.each([
  ["nothing", ""],
  ["only marks", "?!.,;:()[]{}"],
  ["only fillers", "the a of and der die das le la"],
  ["only negations", "not not no without nicht kein sans pas"],
  ["emoji", "🎬🔥 👨‍👩‍👧‍👦"],
  ["right to left", "فيلم رعب قصير ‏‮ סרט"],
  ["SQL", "'; DROP TABLE movies; -- \" OR 1=1"],
  ["a bomb for regular expressions", `${"a".repeat(5_000)}!${"(a+)+$".repeat(800)}`],
  ["apostrophes", "a'".repeat(5_000)],
  ["NUL and broken surrogates", "\0\0heat\0 \ud800 \udfff"],
  ["very many words", "before the ".repeat(2_000)],
  ["very many joined negations", "not horror or ".repeat(1_000)],
  ["very many marks of letters", `e${"\u0301".repeat(9_000)}`],
])("%s is answered", (_, text) => {
  const { chips, rest } = read(text);
  for (const chip of chips) expect(text.slice(...chip.span)).toBe(chip.text);
  expect(rest.length).toBeLessThanOrEqual(text.length);
});

describe("as a mood", () => {
  const mood = (text: string) => understand(text, vocabulary, { asMood: true });

  test.each([
    ["make me laugh", "funny"],
    ["etwas zum Lachen", "funny"],
    ["un film pour rire", "funny"],
    ["I need a good cry", "sad"],
    ["was zum Heulen", "sad"],
    ["something relaxing", "cozy"],
    ["lighthearted", "uplifting"],
    ["something gentle after work", "cozy"],
  ])("%s: %s", (text, value) => expect(mood(text).chips).toMatchObject([{ kind: "mood", value }]));

  test("it is no film's title", () => {
    expect(read("Heat").chips).toMatchObject([{ kind: "title" }]);
    expect(mood("Heat").chips).toEqual([]);
    expect(mood("something like Heat").chips).toMatchObject([{ kind: "like" }]);
  });

  test("it is read in a long text too", () => {
    const text =
      "something cozy, after this long week at work with my boss shouting at everybody from Monday to Friday";
    expect(read(text).chips.map(({ kind }) => kind)).not.toContain("mood");
    expect(mood(text).chips).toMatchObject([{ kind: "mood", value: "cozy" }]);
  });
});
