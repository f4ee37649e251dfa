import { expect, test } from "vitest";
import { filmContent } from "./content-films.fixture.ts";
import { fitContentKernel } from "./content-kernel.ts";

const films = [
  filmContent({ genres: ["Noir"], directors: ["Ada"] }),
  filmContent({ genres: ["Noir"], directors: ["Ben"] }),
  filmContent({ genres: ["Farce"] }),
];
const none = { description: 0, title: 0, people: 0, keyword: 0, series: 0, language: 0, years: 0 };
const kernel = fitContentKernel(films, { weights: { ...none, genre: 3, director: 1 }, sharpness: 2 });

test("likeness falls off with what fields do not share, by their weights", () => {
  const { data } = kernel.matrix();
  const expected = [1, 3 / 4, 0, 3 / 4, 1, 0, 0, 0, 1].map((cosine) => Math.exp(2 * (cosine - 1)));
  for (const [cell, value] of expected.entries()) expect(data[cell]).toBeCloseTo(value);
});

test("a new film has a row too, whatever of it was learned", () => {
  const row = kernel.row(filmContent({ directors: ["Ben"], genres: ["Western"] }));
  expect([...row].map((likeness) => Math.log(likeness) / 2 + 1)).toEqual([
    expect.closeTo(0),
    expect.closeTo(1 / 4),
    expect.closeTo(0),
  ]);
});
