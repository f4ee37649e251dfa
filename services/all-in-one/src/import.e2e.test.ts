import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataOf } from "@projectionist/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSystem, temporaryFolder, type System } from "./testing/system.ts";

const root = join(import.meta.dirname, "../../..");
const folder = temporaryFolder();
let system: System;

beforeAll(async () => {
  system = await openSystem(join(folder.path, "state"));
}, 120_000);
afterAll(async () => {
  await system.stop("SIGTERM");
  folder.remove();
});

/** Runs `projectionist import` as a user would; answers its exit code and what it printed. */
async function importFrom(path: string, ...more: string[]) {
  const args = [join(root, "packages/cli/bin/projectionist.mjs"), "import", path, "--url", system.url, ...more];
  const settings = { PROJECTIONIST_API_KEY: system.adminKey, PATH: process.env["PATH"] };
  return new Promise<{ code: number; output: string }>((resolve) => {
    const options = { env: settings, encoding: "utf8" as const };
    const child = execFile(
      process.execPath,
      [...args, "--state", join(folder.path, "imports")],
      options,
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, output: out + err }),
    );
  });
}

/** The final table's row for `films` or `ratings`: read, new, changed, same, rejected. */
function tallyOf(output: string, rows: "films" | "ratings"): number[] {
  const line = output.split("\n").find((text) => text.trim().startsWith(rows) && /\d/.test(text)) ?? "";
  return line
    .trim()
    .split(/\s+/)
    .slice(1, 6)
    .map((text) => Number(text.replaceAll(",", "")));
}

function write(name: string, files: Readonly<Record<string, string | Buffer>>): string {
  const path = join(folder.path, name);
  mkdirSync(path, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

/** Twenty invented viewers: the even ones love frights, the odd ones songs. Times run backwards in the file. */
const frights = [
  "Alien (1979)",
  "The Cellar of Glass (1991)",
  "Night Tide Rising (1988)",
  "A Lantern for Wolves (1999)",
];
const songs = ["Paper Piano (1951)", "Sing for Marseille (1962)", "Amélie (2001)", "The Umbrella Waltz (1964)"];
const titles = [...frights, ...songs];
const small = () =>
  write("ml-latest-small", {
    "movies.csv": [
      "movieId,title,genres",
      ...titles.map((title, n) => `${50 + n},"${title}",${n < 4 ? "Horror" : "Musical"}`),
    ].join("\n"),
    "ratings.csv": [
      "userId,movieId,rating,timestamp",
      ...Array.from({ length: 20 }, (_, user) =>
        titles
          .flatMap((_title, n) =>
            n < 4 === (user % 2 === 0) && !(user === 0 && n === 3)
              ? [`${user + 1},${50 + n},4.5,${1_400_000_000 + n * 60}`]
              : [],
          )
          .toReversed(),
      ).flat(),
      "1,50,9,1400000000",
    ].join("\n"),
    "links.csv": "movieId,imdbId,tmdbId\n50,0078748,348\n",
  });

const hundred = () =>
  write("ml-100k", {
    "u.item": Buffer.from(
      `50|A Different Film (1970)|01-Jan-1970||http://x|${Array.from({ length: 19 }, () => "0").join("|")}\n`,
      "latin1",
    ),
    "u.data": "1\t50\t5\t881250949\n",
  });

describe("importing data sets into a running system", { timeout: 120_000 }, () => {
  it("says what it would do, without doing it", async () => {
    const { code, output } = await importFrom(small(), "--dry-run", "--max-rejected", "5");
    expect({ code, output }).toMatchObject({ code: 0 });
    const movies = await dataOf(system.admin.GET("/v1/search", { params: { query: { q: "Cellar of Glass" } } }));
    expect(movies.items.map(({ movie }) => movie.title)).not.toContain("The Cellar of Glass");
  });

  it("loads films and ratings once, rejects the bad row, and changes nothing the second time", async () => {
    const first = await importFrom(small(), "--max-rejected", "5");
    expect(first).toMatchObject({ code: 0 });
    expect(tallyOf(first.output, "films")).toEqual([8, 6, 2, 0, 0]);
    expect(tallyOf(first.output, "ratings")).toEqual([80, 79, 0, 0, 1]);
    const second = await importFrom(small(), "--again", "--max-rejected", "5");
    expect(tallyOf(second.output, "films")).toEqual([8, 0, 0, 8, 0]);
    expect(tallyOf(second.output, "ratings")).toEqual([80, 0, 0, 79, 1]);
  });

  it("matches films that were there, and never mixes up numberings", async () => {
    expect((await importFrom(hundred())).code).toBe(0);
    const alien = await dataOf(
      system.admin.GET("/v1/movies/{movieId}", { params: { path: { movieId: "alien-1979" } } }),
    );
    expect(alien.externalIds).toMatchObject({ movielens: "50", imdb: "tt0078748", tmdb: "348" });
    expect(alien.externalIds.ml100k).toBeUndefined();
    const other = await dataOf(
      system.admin.GET("/v1/movies/{movieId}", { params: { path: { movieId: "ml100k-50" } } }),
    );
    expect(other).toMatchObject({ title: "A Different Film", externalIds: { ml100k: "50" } });
  });

  it("recommends an imported viewer what viewers of the same taste went on to", async () => {
    const params = { path: { userId: "ml-small-u1" }, query: { limit: 5, strategy: "cf" as const } };
    const { items } = await dataOf(system.admin.GET("/v1/users/{userId}/recommendations", { params }));
    const ours = new Set(titles.map((title) => title.slice(0, -7)));
    const first = items.find(({ movie }) => ours.has(movie.title ?? ""));
    expect(first?.movie.title).toBe("A Lantern for Wolves");
    expect(frights.map((title) => title.slice(0, -7))).toContain(first?.reasons[0]?.movie?.title);
  });
});
