import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  csvFiles,
  gzipped,
  ml100kFiles,
  ml10mFiles,
  ml1mFiles,
  temporaryFolder,
  tmdbCredits,
  tmdbFiles,
  writeFolder,
  writeZip,
  type Files,
} from "../testing/data-sets.ts";
import { openArchive } from "../archive/archive.ts";
import type { Rejection } from "../rejections.ts";
import { openDataSet } from "../open-data-set.ts";
import { detectDataSet } from "./detect.ts";

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  temporary = await temporaryFolder();
});
afterEach(() => temporary.remove());

async function read(path: string, name?: string) {
  const archive = await openArchive(path);
  const rejected: Rejection[] = [];
  const reject = (rejection: Rejection) => rejected.push(rejection);
  const dataSet = await detectDataSet(archive, name);
  const films = [];
  for await (const { film } of dataSet.films(reject)) films.push(film);
  const ratings = [];
  if (dataSet.ratings) for await (const group of dataSet.ratings.read(reject)) ratings.push(...group);
  await archive.close();
  return { name: dataSet.name, source: dataSet.source, films, ratings, rejected };
}

const folderOf = (files: Files) => writeFolder(join(temporary.path, "set"), files);

describe("MovieLens CSV", () => {
  const films = [
    {
      sourceId: "1",
      title: "Paper Moons",
      year: 1995,
      genres: ["Adventure", "Children"],
      externalIds: { imdb: "tt0114709", tmdb: "862" },
    },
    {
      sourceId: "2",
      title: "The Lighthouse",
      originalTitle: "Le Phare oublié",
      year: 2001,
      genres: ["Drama", "Sci-Fi"],
      externalIds: { imdb: "tt12345678" },
    },
    { sourceId: "3", title: 'A "Quoted" Affair', year: 1988, genres: [], externalIds: { imdb: "tt0000042" } },
    { sourceId: "7", title: "Nameless Year", year: null, genres: ["Drama"] },
  ];

  test.each<[string, () => Promise<string>]>([
    ["a folder", () => folderOf(csvFiles)],
    ["a folder with a top folder", () => writeFolder(temporary.path, prefixed("ml-x/", csvFiles))],
    ["gzipped files", () => folderOf(gzipped(csvFiles))],
    ["a zip", () => writeZip(join(temporary.path, "set.zip"), csvFiles)],
    ["a zip with a top folder", () => writeZip(join(temporary.path, "set.zip"), csvFiles, "ml-x")],
    ["a zip of gzipped files", () => writeZip(join(temporary.path, "set.zip"), gzipped(csvFiles), "ml-x")],
  ])("is read from %s", async (_, make) => {
    const set = await read(await make());
    expect(set).toMatchObject({ name: "ml-small", source: "movielens", films, rejected: [] });
    expect(set.ratings).toHaveLength(5);
    expect(set.ratings[1]).toEqual({ viewer: 1, film: 2, stars: 3.5, time: 1_000_000_100, line: 3 });
  });

  test.each([
    ["ml-latest-small", "ml-small"],
    ["ml-20m", "ml20m"],
    ["ml-25m", "ml25m"],
    ["ml-32m", "ml32m"],
    ["ml-latest", "ml-latest"],
  ])("in a top folder %s it is %s", async (top, name) => {
    expect((await read(await writeZip(join(temporary.path, "x.zip"), csvFiles, top))).name).toBe(name);
  });

  test.each([
    [15_000, {}, "ml-small"],
    [27_278, {}, "ml20m"],
    [62_423, {}, "ml25m"],
    [87_585, {}, "ml32m"],
    [86_537, { "genome-scores.csv": Buffer.from("") }, "ml-latest"],
  ])("of %i films and no telling name", async (count, more, name) => {
    const rows = Array.from({ length: count }, (_, n) => `${n + 1},Film ${n} (2000),Drama`).join("\n");
    const movies = Buffer.from(`movieId,title,genres\n${rows}\n`);
    const archive = await openArchive(await folderOf({ "movies.csv": movies, ...more }));
    expect((await detectDataSet(archive, undefined)).name).toBe(name);
  });

  test("its name can be given", async () => {
    expect((await read(await folderOf(csvFiles), "mine")).name).toBe("mine");
  });

  test("films alone are enough", async () => {
    const { "movies.csv": movies } = csvFiles;
    expect(await read(await folderOf({ "movies.csv": movies! }))).toMatchObject({ ratings: [], rejected: [] });
  });

  test("rows that are wrong are told by file, line, reason and text", async () => {
    const ratings = [
      "userId,movieId,rating,timestamp",
      "1,1,5.5,1000000000",
      "x,1,5,1000000000",
      "1,0,5,1000000000",
      "1,1,5",
      "1,1,4.2,1000000000",
      "1,1,4,1000000000000",
      "1,1,4,5",
      "1,1,,1000000000",
      '"1","1","4","1000000000"',
    ];
    const movies =
      'movieId,title,genres\n1,Fine (2000),Drama\nx,Bad (2000),Drama\n2,Short\n3,(2001),Drama\n4,"Also, Fine",Drama\n';
    const set = await read(
      await folderOf({ "movies.csv": Buffer.from(movies), "ratings.csv": Buffer.from(ratings.join("\n")) }),
    );
    expect(set.films.map(({ title }) => title)).toEqual(["Fine", "Also, Fine"]);
    expect(set.ratings).toEqual([{ viewer: 1, film: 1, stars: 4, time: 1_000_000_000, line: 10 }]);
    const rejected = set.rejected.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
    expect(rejected.map(({ file, line, reason, row }) => [file, line, reason, row])).toEqual([
      ["movies.csv", 3, "film is not a whole number above 0", "x,Bad (2000),Drama"],
      ["movies.csv", 4, "has not as many fields as the header", "2,Short"],
      ["movies.csv", 5, "has no title", "3,(2001),Drama"],
      ["ratings.csv", 2, "rating is not one of 0.5, 1, 1.5 … 5", ratings[1]],
      ["ratings.csv", 3, "viewer is not a whole number above 0", ratings[2]],
      ["ratings.csv", 4, "film is not a whole number above 0", ratings[3]],
      ["ratings.csv", 5, "has not 4 fields", ratings[4]],
      ["ratings.csv", 6, "rating is not one of 0.5, 1, 1.5 … 5", ratings[5]],
      ["ratings.csv", 7, "time is in the future (it must be in seconds since 1970)", ratings[6]],
      ["ratings.csv", 8, "time is before 1990", ratings[7]],
      ["ratings.csv", 9, "rating is not one of 0.5, 1, 1.5 … 5", ratings[8]],
    ]);
  });

  test("columns that are missing are named", async () => {
    const wrong = { "movies.csv": Buffer.from("id,title,genres\n1,A (2000),Drama\n") };
    await expect(read(await folderOf(wrong))).rejects.toThrow(
      "movies.csv has no column movieId; it has id, title, genres.",
    );
    const ratings = { ...csvFiles, "ratings.csv": Buffer.from("movieId,userId,rating,timestamp\n1,1,5,1000000000\n") };
    await expect(read(await folderOf(ratings))).rejects.toThrow("its columns must be userId,movieId,rating,timestamp");
  });
});

test("MovieLens 100K", async () => {
  const set = await read(await folderOf(ml100kFiles));
  expect(set).toMatchObject({ name: "ml100k", source: "ml100k" });
  expect(set.films).toEqual([
    {
      sourceId: "1",
      title: "Café Lune",
      originalTitle: "Café de la Lune",
      year: 1994,
      genres: ["Animation", "Comedy"],
    },
    { sourceId: "2", title: "The Second Harbour", year: 1991, genres: ["Film-Noir", "Thriller"] },
    { sourceId: "3", title: "Dated", year: 1997, genres: ["Drama"] },
  ]);
  expect(set.ratings.map(({ viewer, film }) => [viewer, film])).toEqual([
    [9, 1],
    [9, 2],
    [9, 4],
    [10, 3],
  ]);
  expect(set.rejected.map(({ line, reason }) => [line, reason])).toEqual([
    [4, "the data set does not know which film this is"],
  ]);
});

test("MovieLens 1M, gzipped among other files", async () => {
  const files = gzipped({ ...ml1mFiles, "ratings_raw.dat": Buffer.from("x"), "notes.txt": Buffer.from("x") });
  const set = await read(await folderOf(files));
  expect(set).toMatchObject({ name: "ml1m", source: "movielens", rejected: [] });
  expect(set.films).toEqual([
    { sourceId: "1", title: "L'Étoile Perdue", year: 1996, genres: ["Drama"] },
    { sourceId: "12", title: "Le Sous-Sol", originalTitle: "The Cellar", year: 1990, genres: ["Horror", "Film-Noir"] },
  ]);
  expect(set.ratings[0]).toEqual({ viewer: 1, film: 12, stars: 5, time: 978_300_760, line: 1 });
});

test("MovieLens 10M", async () => {
  const set = await read(await folderOf(ml10mFiles));
  expect(set).toMatchObject({ name: "ml10m", source: "movielens", rejected: [] });
  expect(set.films.map(({ title }) => title)).toEqual(["L'Étoile Perdue", "Späte Züge"]);
});

test("TMDB 5000, with and without credits", async () => {
  const lighthouse = {
    sourceId: "501",
    title: "The Lighthouse",
    originalTitle: "Le Phare oublié",
    year: 2001,
    genres: ["Drama"],
    runtime: 101,
    language: "fr",
    countries: ["FR"],
    keywords: ["harbour"],
    description: "A keeper, alone.\nHe waits.",
  };
  const set = await read(await folderOf(tmdbFiles));
  expect(set).toMatchObject({ source: "tmdb", ratings: [], rejected: [] });
  expect(set.films).toEqual([
    lighthouse,
    { sourceId: "502", title: "Blank", year: null, genres: [], language: "xx", countries: [], keywords: [] },
    expect.objectContaining({ sourceId: "503", title: "Cut Short", year: 1999, genres: [], description: "Overview" }),
  ]);
  expect(set.films[2]).not.toHaveProperty("runtime");
  const full = await read(await writeZip(join(temporary.path, "tmdb.zip"), { ...tmdbFiles, ...tmdbCredits }));
  expect(full.films[0]).toEqual({ ...lighthouse, directors: ["Ada Keeper"], cast: ["First Billed", "Second Billed"] });
});

describe("what is no data set", () => {
  test("says what it holds and what is understood", async () => {
    const path = await folderOf({ "holiday.jpg": Buffer.from("x"), "set.zip": Buffer.from("x") });
    const refused = expect(read(path)).rejects;
    await refused.toThrow(
      /holds: holiday.jpg, set.zip\nDid you mean the zip in it\? .*set\.zip\n.*\n {2}MovieLens small, 20M/,
    );
  });

  test("two at once are refused", async () => {
    const path = await folderOf({ ...csvFiles, ...ml100kFiles });
    await expect(read(path)).rejects.toThrow("give them in folders of their own");
  });
});

function prefixed(top: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${top}${name}`, bytes]));
}

test("what lies beside MovieLens 1M tells of directors, cast and plots, and is not imported", async () => {
  const details =
    "2::Lighthouse, The::2001::PG::1 Jan 2001::Drama, Sci-Fi::A. Keeper::B. Writer (novel)::C. Star, D. Star::A light goes out.::N/A";
  await folderOf({ ...ml1mFiles, "movies_extrainfos.dat": Buffer.from(`${details}\r\nnonsense\r\n`) });
  const dataSet = await openDataSet(join(temporary.path, "set"));
  const rejected: Rejection[] = [];
  const films = await Array.fromAsync(dataSet.details?.((rejection) => rejected.push(rejection)) ?? []);
  await dataSet.close();
  expect(films.map(({ film }) => film)).toEqual([
    {
      sourceId: "2",
      title: "The Lighthouse",
      year: 2001,
      genres: ["Drama", "Sci-Fi"],
      directors: ["A. Keeper"],
      cast: ["C. Star", "D. Star"],
      description: "A light goes out.",
    },
  ]);
  expect(rejected).toMatchObject([{ line: 2, reason: "has not 11 fields" }]);
  expect((await read(join(temporary.path, "set"))).films.every(({ description }) => description === undefined)).toBe(
    true,
  );
});

test("MovieLens 100K's own test parts are found when all are there", async () => {
  const row = Buffer.from("1\t1\t5\t880000000\n");
  const parts = Object.fromEntries([1, 2, 3, 4, 5].map((part) => [`u${part}.test`, row]));
  await folderOf({ ...ml100kFiles, ...parts });
  const dataSet = await openDataSet(join(temporary.path, "set"));
  expect(dataSet.testParts?.map(({ file }) => file.name)).toEqual(Object.keys(parts));
  const groups = await Array.fromAsync(dataSet.testParts?.[0]?.read(() => {}) ?? []);
  expect(groups.flat()).toMatchObject([{ viewer: 1, film: 1, stars: 5 }]);
  await dataSet.close();
});
