import { expect, test } from "vitest";
import { calibrate, genreShares } from "./calibrate.ts";

type Film = Readonly<{ name: string; genres: readonly string[]; score: number }>;
const film = (name: string, genre: string, score: number): Film => ({ name, genres: [genre], score });
const films = [
  film("c1", "Comedy", 1),
  film("c2", "Comedy", 0.95),
  film("c3", "Comedy", 0.9),
  film("n1", "Noir", 0.5),
  film("n2", "Noir", 0.45),
];
const taste = new Map([
  ["Comedy", 0.5],
  ["Noir", 0.5],
]);
const listed = (strength: number, count = 4) =>
  calibrate(films, { count, strength, taste, genresOf: ({ genres }) => genres }).map(({ name }) => name);

test("shares count every film the same, whatever the number of its genres", () => {
  expect([...genreShares([["Noir"], ["Noir", "Comedy"], []])]).toEqual([
    ["Noir", 0.75],
    ["Comedy", 0.25],
  ]);
  expect(genreShares([])).toEqual(new Map());
});

test("without strength the order of scores stays", () => {
  expect(listed(0)).toEqual(["c1", "c2", "c3", "n1"]);
});

test("with strength the list comes to have the viewer's shares", () => {
  expect(listed(0.9)).toEqual(["c1", "n1", "c2", "n2"]);
});

test("takes the film that adds most: score against divergence, by hand", () => {
  // After c1, c2 adds .95 and leaves the list all comedy; n1 adds .5 and makes it even, which is worth KL(½,½ ‖ .995,.005).
  const worth = 0.5 * Math.log(0.5 / 0.995) + 0.5 * Math.log(0.5 / 0.005);
  const even = 0.45 / (0.45 + worth);
  expect(listed(even - 0.01, 2)).toEqual(["c1", "c2"]);
  expect(listed(even + 0.01, 2)).toEqual(["c1", "n1"]);
});

test("someone without a taste gets the best", () => {
  const none = { count: 2, strength: 0.9, taste: new Map<string, number>(), genresOf: (item: Film) => item.genres };
  expect(calibrate(films, none).map(({ name }) => name)).toEqual(["c1", "c2"]);
});
