import { expect, test } from "vitest";
import { blendTaste, type FoundFilm } from "./blend-taste.ts";

const film = (score: number, taste: number, ...meets: number[]): FoundFilm => ({ score, taste, meets });
const order = (films: FoundFilm[], weight: number) => blendTaste(films, weight).map(({ place }) => place);

test("z-scores of the search and of taste add up, by taste's weight", () => {
  // In standard deviations (√2) from the means: 1.41, 0, -1.41 for the search; -0.71, -0.71, 1.41 for taste.
  const films = [film(3, 0), film(2, 0), film(1, 3)].map(({ score, taste }) => ({ score: score * 50, taste }));
  expect(order(films, 0)).toEqual([0, 1, 2]);
  expect(order(films, 0.5)).toEqual([0, 1, 2]);
  expect(order(films, 0.7)).toEqual([0, 2, 1]);
  expect(order(films, 2)).toEqual([2, 0, 1]);
});

test("taste puts no film before one that meets what it does not meet", () => {
  expect(order([film(2, 0, 0), film(1, 9)], 9)).toEqual([0, 1]);
  expect(order([film(2, 0, 0), film(1, 9, 0)], 9)).toEqual([1, 0]);
  expect(order([film(2, 0, 0), film(1, 9, 0, 1)], 9)).toEqual([1, 0]);
  expect(order([film(2, 0, 0), film(1, 9, 1)], 9)).toEqual([0, 1]);
});

test("it does not do so by way of a third film either", () => {
  // The last may go before the second, which may go before none.
  expect(order([film(3, 0, 0, 1), film(2, 1, 1), film(1, 9, 1)], 9)).toEqual([0, 2, 1]);
});

test("scores fall from first to last, between 0 and 1, and equal films keep the search's order", () => {
  const placed = blendTaste([film(3, 1), film(1, 1), film(1, 1), film(-9, 2)], 0.3);
  expect(placed.map(({ place }) => place)).toEqual([0, 1, 2, 3]);
  const scores = placed.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(Math.min(...scores)).toBeGreaterThan(0);
  expect(Math.max(...scores)).toBeLessThan(1);
});

test("a film is raised by taste where it fits more than others do, and comes further ahead", () => {
  const placed = blendTaste([film(3, 9), film(2, 0), film(1, 9), film(0, 0)], 2);
  expect(placed.map(({ place, fits, raised }) => [place, fits, raised])).toEqual([
    [0, true, false],
    [2, true, true],
    [1, false, false],
    [3, false, false],
  ]);
});

test("a film of which taste says nothing is average, and is not raised", () => {
  const films = [film(2, -1), { score: 2 }, film(2, 1)];
  const placed = blendTaste(films, 1);
  expect(placed.map(({ place }) => place)).toEqual([2, 1, 0]);
  expect(placed.map(({ fits }) => fits)).toEqual([true, false, false]);
});

test("nothing found, nothing placed", () => {
  expect(blendTaste([], 1)).toEqual([]);
});
