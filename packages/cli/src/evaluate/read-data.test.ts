import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { csvFiles, temporaryFolder, tmdbFiles, writeFolder } from "@projectionist/import/testing";
import { historyOf, timesOf } from "@projectionist/recsys";
import { readData } from "./read-data.ts";

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  temporary = await temporaryFolder();
});
afterEach(() => temporary.remove());

const read = async (files: Parameters<typeof writeFolder>[1], contentPath?: string) =>
  readData({ path: await writeFolder(join(temporary.path, "set"), files), contentPath, onProgress: () => {} });

test("viewers' ratings come in the order of time, films by number, rated ones alone", async () => {
  const data = await read(csvFiles);
  expect(data.films.map(({ title }) => title)).toEqual([
    "Paper Moons",
    "The Lighthouse",
    'A "Quoted" Affair',
    "Nameless Year",
  ]);
  expect([...historyOf(data.interactions, 0)]).toEqual([1, 2, 0]);
  expect([...timesOf(data.interactions, 0)]).toEqual([1_000_000_100, 1_000_000_200, 1_000_000_300]);
  expect(data.stars).toEqual(Float32Array.of(3.5, 0.5, 4, 2, 5));
});

test("a film rated twice has its first time and its last stars", async () => {
  const again = Buffer.concat([csvFiles["ratings.csv"]!, Buffer.from("1,2,5.0,1000000400\r\n")]);
  const data = await read({ ...csvFiles, "ratings.csv": again });
  expect([...historyOf(data.interactions, 0)]).toEqual([1, 2, 0]);
  expect(data.stars.slice(0, 3)).toEqual(Float32Array.of(5, 0.5, 4));
});

test("ratings of the same time keep the file's order", async () => {
  const rows = ["userId,movieId,rating,timestamp", "1,3,4,1000000000", "1,1,4,1000000000", "1,2,4,1000000000"];
  const data = await read({ ...csvFiles, "ratings.csv": Buffer.from(rows.join("\n")) });
  expect([...historyOf(data.interactions, 0)]).toEqual([2, 0, 1]);
});

test("descriptions come from another data set, by number or by title and year", async () => {
  const content = await writeFolder(join(temporary.path, "content"), tmdbFiles);
  const data = await read(csvFiles, content);
  expect(data.films[1]).toMatchObject({
    keywords: ["harbour"],
    language: "fr",
    description: "A keeper, alone.\nHe waits.",
  });
  expect(data.described).toBe(1);
});

test("a data set without ratings is refused", async () => {
  await expect(read(tmdbFiles)).rejects.toThrow("has no ratings: give a MovieLens data set");
});
