import { join } from "node:path";
import { readBundledFilms } from "../../../services/catalog/src/seed/read-bundled-films.ts";
import { seeded } from "../seeded.ts";

export type Film = ReturnType<typeof makeFilms>[number];

const bundled = await readBundledFilms(join(import.meta.dirname, "../../../data/catalog"));
const wordsIn = (text: string) => text.match(/\p{L}+/gu) ?? [];

/**
 * Made-up films: facts, people and words of the bundled ones, each as often as it is there, and one in four names and one in
 * fifty words made up, so that there are as many of them as a large catalog has. Descriptions have 60 words.
 */
export function makeFilms(count: number) {
  const random = seeded(7);
  const below = (limit: number) => Math.floor(random() * limit);
  const one = <T>(from: readonly T[]) => from[below(from.length)]!;
  const some = <T>(most: number, make: () => T) => [...new Set(Array.from({ length: most }, make))];
  const said = bundled.flatMap(({ description }) => wordsIn(description ?? ""));
  const titled = bundled.flatMap(({ title }) => wordsIn(title));
  const madeUp = () => Array.from({ length: 2 + below(2) }, () => one(SYLLABLES)).join("");
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const word = () => (random() < 0.02 ? madeUp() : one(said));
  const person = (from: readonly string[]) =>
    random() < 0.25 ? `${capital(madeUp())} ${capital(madeUp())}` : one(from);
  const people = bundled.flatMap(({ cast = [], directors = [] }) => [...cast, ...directors]);
  const directors = bundled.flatMap((film) => film.directors ?? []);
  const keywords = bundled.flatMap((film) => film.keywords ?? []);
  return Array.from({ length: count }, (_, place) => ({
    ...one(bundled),
    id: `film-${place}`,
    title: Array.from({ length: 1 + below(4) }, () => capital(random() < 0.2 ? madeUp() : one(titled))).join(" "),
    originalTitle: null,
    year: 1920 + Math.floor(105 * Math.sqrt(random())),
    directors: [person(directors)],
    cast: some(5, () => person(people)),
    keywords: some(6, () => one(keywords)),
    description: Array.from({ length: 60 }, word).join(" "),
  }));
}

const SYLLABLES = ["k", "r", "m", "t", "l", "s", "v", "st", "gr", "d", "p", "n", "b", "qu", "sh"].flatMap((head) =>
  ["a", "e", "i", "o", "un", "er"].map((tail) => head + tail),
);
