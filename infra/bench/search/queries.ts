import { english } from "../../../packages/recsys/src/search/understanding/testing/english.ts";
import { french } from "../../../packages/recsys/src/search/understanding/testing/french.ts";
import { german } from "../../../packages/recsys/src/search/understanding/testing/german.ts";
import { seeded } from "../seeded.ts";
import type { Film } from "./films.ts";

/** What is asked, and what for: latencies are told for each kind. `path` is what stands behind the catalog's address. */
export type Query = Readonly<{ kind: string; path: string }>;

const MOODS = "funny|dark|feel-good|mind-bending|slow|sad|tense|scary|romantic comedy|something uplifting".split("|");

/** Whoever types, sends or tries things: each is answered, or refused by name. */
const BAD = [
  "🎬🍿🐭",
  "👩‍🚀 in space 🚀",
  "the of and a to in",
  "فيلم عن الحب والحرب",
  "סרט על משפחה",
  "\u202Egnisrever dna sdrow\u202C",
  "'; DROP TABLE movies; --",
  '" OR 1=1 /*',
  "(a+)+$ ".repeat(40),
  "^(([a-z])+.)+[A-Z]([a-z])+$",
  "a".repeat(1000),
  "é́́́́́".repeat(150),
  "no ".repeat(300),
  "not like ".repeat(110),
  "\0",
  "heat\0vault",
  "%00%ff%fe",
  "<script>alert(1)</script>",
  "x".repeat(10_000),
  "space heist ".repeat(833),
];

const search = (text: string, more = "") => `/v1/search?q=${encodeURIComponent(text)}${more}`;

/** So many queries of each kind, mixed. */
export function makeQueries(films: readonly Film[], count: number): Query[] {
  const random = seeded(11);
  const below = (limit: number) => Math.floor(random() * limit);
  const one = <T>(from: readonly T[]) => from[below(from.length)]!;
  const described = (words: number) => one(films).description.split(" ").slice(0, words).join(" ");

  /** What a person types on the way to a title or a name: beginnings, whole words, and one in five with an error. */
  function typed(): string {
    const film = one(films);
    const whole = (random() < 0.3 ? film.directors[0] : film.title) ?? "";
    const part = whole.slice(0, 2 + below(whole.length));
    if (random() < 0.8 || part.length < 4) return part;
    const at = 1 + below(part.length - 2);
    return part.slice(0, at) + part[at + 1] + part[at] + part.slice(at + 2);
  }

  function chips(): string {
    const { directors, genres = [], keywords, year } = one(films);
    const all = [
      { kind: "genre", value: genres[0] ?? "Drama" },
      { kind: "year", value: { from: year - 10, to: year + 10 } },
      { kind: "mood", value: "dark" },
      { kind: "keyword", value: keywords[0] },
      { kind: "person", value: directors[0], negated: true },
      { kind: "like", value: one(films).id },
      { kind: "runtime", value: { to: 120 } },
    ];
    const sent = all.filter(() => random() < 0.4);
    return `/v1/search?chips=${encodeURIComponent(JSON.stringify(sent))}${random() < 0.5 ? `&q=${described(4)}` : ""}`;
  }

  const kinds: Readonly<Record<string, () => string>> = {
    "titles, names": () => search(typed()),
    "the same, mode=title": () => search(typed(), "&mode=title"),
    plots: () => search(described(6 + below(14))),
    "whole overviews": () => search(described(60)),
    keywords: () => search(one(films).keywords.join(", ")),
    moods: () => search(one(MOODS)),
    "wishes, English": () => search(one(english)[0]),
    "wishes, German": () => search(one(german)[0]),
    "wishes, French": () => search(one(french)[0]),
    "wishes about a plot": () => search(`${one(MOODS)} ${one(english)[0]} about ${described(1 + below(5))}`),
    "like a film": () => search(`something like ${one(films).title} but ${one(MOODS)}`),
    chips,
    "bad input": () => search(one(BAD)),
    suggestions: () => `/v1/search/suggest?q=${encodeURIComponent(typed())}`,
  };
  const queries = Object.entries(kinds).flatMap(([kind, make]) =>
    Array.from({ length: count }, () => ({ kind, path: make(), place: random() })),
  );
  return queries.sort((a, b) => a.place - b.place).map(({ kind, path }) => ({ kind, path }));
}
