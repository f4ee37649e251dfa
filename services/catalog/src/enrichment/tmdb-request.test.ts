import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openResponseCache } from "./response-cache.ts";
import { backoffMs, retryAfterMs } from "./retry-pause.ts";
import { createTmdbRequest } from "./tmdb-request.ts";
import { startTmdbServer, type TmdbServer } from "./testing/tmdb-server.ts";
import { createTokenBucket } from "./token-bucket.ts";

const DAY_MS = 24 * 3_600_000;
let tmdb: TmdbServer;
let folder: string;
let now: number;
beforeEach(async () => {
  tmdb = await startTmdbServer("token");
  tmdb.films.set("1", { id: 1, title: "One" });
  folder = await mkdtemp(join(tmpdir(), "tmdb-"));
  now = Date.UTC(2026, 0);
});
afterEach(async () => {
  await tmdb.close();
  await rm(folder, { recursive: true, force: true });
});

const request = (path: string) =>
  createTmdbRequest({
    baseUrl: tmdb.url,
    apiKey: "token",
    bucket: createTokenBucket(1_000),
    cache: openResponseCache(folder),
    refresh: false,
    signal: new AbortController().signal,
    now: () => now,
    tries: 2,
  })(path);
const conditional = () => tmdb.asked.map(({ headers }) => headers["if-none-match"] !== undefined);

test("a reply is taken as it is for a month, asked about for six, and then forgotten", async () => {
  for (const days of [0, 29, 2, 0, 29, 181]) {
    now += days * DAY_MS;
    expect(await request("/movie/1")).toEqual({ id: 1, title: "One" });
  }
  expect(conditional()).toEqual([false, true, false]);
});

test("that there is nothing is kept too", async () => {
  expect(await request("/movie/2")).toBeUndefined();
  expect(await request("/movie/2")).toBeUndefined();
  expect(tmdb.asked).toHaveLength(1);
});

test("a file that is torn is asked for again, and no file holds the key", async () => {
  await request("/movie/1");
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".json"));
  expect(names).toHaveLength(1);
  const file = join(folder, names[0]!);
  expect(await readFile(file, "utf8")).not.toContain("token");
  await writeFile(file, '{"status":2');
  expect(await request("/movie/1")).toEqual({ id: 1, title: "One" });
  expect(tmdb.asked).toHaveLength(2);
});

test("what TMDB is asked to wait longer than ten minutes for is given up", async () => {
  tmdb.next.push({ status: 429, headers: { "retry-after": "86400" } });
  await expect(request("/movie/1")).rejects.toThrow("TMDB answers 429");
});

test("a server that is not there is an error that says why", async () => {
  await tmdb.close();
  await expect(request("/movie/1")).rejects.toThrow(/cannot be reached: .*ECONNREFUSED/);
});

test.each([
  ["0", 0],
  ["120", 120_000],
  ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
  ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
  ["soon", undefined],
  [null, undefined],
])("retry-after %s is %s ms", (header, ms) => expect(retryAfterMs(header, Date.UTC(2026, 0))).toBe(ms));

test("pauses double up to a bound, half of each by chance", () => {
  expect([1, 2, 3, 20].map((failed) => backoffMs(failed, () => 0))).toEqual([250, 500, 1_000, 15_000]);
  expect([1, 2, 3, 20].map((failed) => backoffMs(failed, () => 1))).toEqual([500, 1_000, 2_000, 30_000]);
});
