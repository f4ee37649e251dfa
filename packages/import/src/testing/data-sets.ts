import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { gzipSync } from "node:zlib";
import { ZipFile } from "yazl";

/** Files by name; invented films only. */
export type Files = Readonly<Record<string, Buffer>>;

export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "projectionist-cli-test-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export async function writeFolder(folder: string, files: Files): Promise<string> {
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  return folder;
}

/** Writes a zip whose files all lie in `top`, when one is given. */
export async function writeZip(path: string, files: Files, top?: string): Promise<string> {
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) zip.addBuffer(bytes, top === undefined ? name : `${top}/${name}`);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

export function gzipped(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${name}.gz`, gzipSync(bytes)]));
}

const BOM = "\uFEFF";
const utf8 = (...lines: string[]) => Buffer.from(lines.join("\n") + "\n", "utf8");
const latin1 = (...lines: string[]) => Buffer.from(lines.join("\n") + "\n", "latin1");
const crlf = (...lines: string[]) => Buffer.from(BOM + lines.join("\r\n") + "\r\n", "utf8");

/** As MovieLens small to 32M: CRLF, byte order mark, quotes, and a viewer's ratings not in the order of time. */
export const csvFiles: Files = {
  "movies.csv": crlf(
    "movieId,title,genres",
    "1,Paper Moons (1995),Adventure|Children",
    '2,"Lighthouse, The (Phare oublié, Le) (2001)",Drama|Sci-Fi',
    '3,"""Quoted"" Affair, A (1988)",(no genres listed)',
    "7,Nameless Year,Drama",
  ),
  "ratings.csv": crlf(
    "userId,movieId,rating,timestamp",
    "1,1,4.0,1000000300",
    "1,2,3.5,1000000100",
    "1,3,0.5,1000000200",
    "2,7,5.0,1000000000",
    "2,1,2.0,999999999",
  ),
  "links.csv": crlf("movieId,imdbId,tmdbId", "1,0114709,862", "2,12345678,", "3,42,"),
  "tags.csv": crlf("userId,movieId,tag,timestamp", '1,1,"a, b",1'),
};

export const csvRecordingOrder = [
  ["ml-small-u1", "m-2", 3.5, "2001-09-09T01:48:20.000Z"],
  ["ml-small-u1", "m-3", 0.5, "2001-09-09T01:50:00.000Z"],
  ["ml-small-u1", "m-1", 4, "2001-09-09T01:51:40.000Z"],
  ["ml-small-u2", "m-1", 2, "2001-09-09T01:46:39.000Z"],
  ["ml-small-u2", "m-7", 5, "2001-09-09T01:46:40.000Z"],
];

const flags = (...on: number[]) => Array.from({ length: 19 }, (_, n) => (on.includes(n) ? 1 : 0)).join("|");

/** As MovieLens 100K: Latin-1, genre flags, an unknown film, a video, a date in place of the year. */
export const ml100kFiles: Files = {
  "u.item": latin1(
    `1|Café Lune (Caf\u00e9 de la Lune) (1994)|01-Jan-1995||http://example.org/1|${flags(3, 5)}`,
    `2|Second Harbour, The (1991) (V)|01-Jan-1991||http://example.org/2|${flags(10, 16)}`,
    `3|Dated|12-Feb-1997||http://example.org/3|${flags(8)}`,
    `4|unknown||||${flags(0)}`,
  ),
  "u.data": latin1("9\t1\t5\t881250949", "9\t2\t3\t881250940", "9\t4\t3\t881250950", "10\t3\t1\t881250000"),
  "u.user": latin1("9|24|M|technician|85711"),
};

/** As MovieLens 1M: `::`, Latin-1. */
export const ml1mFiles: Files = {
  "movies.dat": latin1("1::Étoile Perdue, L' (1996)::Drama", "12::Sous-Sol, Le (Cellar, The) (1990)::Horror|Film-Noir"),
  "ratings.dat": latin1("1::12::5::978300760", "1::1::3::978300761", "2::1::4::978300000"),
  "users.dat": latin1("1::F::1::10::48067"),
};

/** As MovieLens 10M: `::`, UTF-8, half stars, films of higher numbers. */
export const ml10mFiles: Files = {
  "movies.dat": utf8("1::Étoile Perdue, L' (1996)::Drama", "65000::Späte Züge (Late Trains) (2008)::Drama"),
  "ratings.dat": utf8("1::65000::3.5::1200000000", "1::1::4.5::1100000000"),
};

const json = (value: unknown) => `"${JSON.stringify(value).replaceAll('"', '""')}"`;

/** As TMDB 5000: JSON in quoted fields, a description over two lines, empty facts. */
export const tmdbFiles: Files = {
  "tmdb_5000_movies.csv": utf8(
    "budget,genres,homepage,id,keywords,original_language,original_title,overview,popularity,production_countries,release_date,runtime,title",
    `0,${json([{ id: 18, name: "Drama" }])},,501,${json([{ id: 1, name: "harbour" }])},fr,Le Phare oublié,"A keeper, alone.\nHe waits.",1.5,${json([{ iso_3166_1: "FR", name: "France" }])},2001-05-04,101.0,The Lighthouse`,
    `0,[],,502,[],xx,Blank,,0.1,[],,,Blank`,
    `0,not json,,503,[],en,Cut Short,Overview,0.1,[],1999-01-01,0,Cut Short`,
  ),
};
export const tmdbCredits: Files = {
  "tmdb_5000_credits.csv": utf8(
    "movie_id,title,cast,crew",
    `501,The Lighthouse,${json([
      { name: "Second Billed", order: 1 },
      { name: "First Billed", order: 0 },
    ])},${json([
      { name: "Ada Keeper", job: "Director" },
      { name: "Some Editor", job: "Editor" },
    ])}`,
  ),
};
