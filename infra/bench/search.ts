/**
 * Measures the catalog's search: `node infra/bench/search.ts [films] [url]`, by default 10,000 made-up films in a catalog
 * of its own. With a URL it asks the catalog or gateway that answers there.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printHeader } from "./header.ts";
import { seeded } from "./seeded.ts";

const QUERIES = 2_000;
const films = Number(process.argv[2] ?? 10_000);

const random = seeded(7);
const below = (limit: number) => Math.floor(random() * limit);
/** Few are frequent and most are rare, as words and actors are. */
const pick = <T>(from: readonly T[]) => from[Math.floor(from.length * random() ** 3)] as T;
const some = (count: number, make: () => string) => [...new Set(Array.from({ length: count }, make))];

const syllables = ["k", "r", "m", "t", "l", "s", "v", "st", "gr", "d", "p", "n", "b", "qu", "sh"].flatMap((head) =>
  ["a", "e", "i", "o", "un", "er"].map((tail) => head + tail),
);
const word = () => Array.from({ length: 2 + below(3) }, () => syllables[below(syllables.length)]).join("");
const vocabulary = some(9_000, word);
const names = some(12_000, () => `${word()} ${word()}`);
const keywords = some(2_000, word);
const genres = "Action Comedy Crime Drama Family Horror Romance Thriller War Western".split(" ");
const countries = "US FR GB JP DE IT KR SE DK IN".split(" ");
const titleOf = () => ["The ", ""][below(2)] + Array.from({ length: 1 + below(3) }, () => pick(vocabulary)).join(" ");

const catalog = Array.from({ length: films }, (_, index) => ({
  id: `film-${index}`,
  title: titleOf(),
  year: 1920 + below(105),
  genres: some(2, () => genres[below(genres.length)] ?? ""),
  runtime: 70 + below(100),
  countries: [pick(countries)],
  description: Array.from({ length: 60 }, () => pick(vocabulary)).join(" "),
  directors: [pick(names)],
  cast: some(5, () => pick(names)),
  keywords: some(6, () => pick(keywords)),
}));

/** What a person types on the way to a title or a name: beginnings, whole words, and one in five with an error. */
function typed(): string {
  const film = catalog[below(films)];
  const whole = (random() < 0.3 ? film?.directors[0] : film?.title) ?? "";
  const part = whole.slice(0, 2 + below(whole.length));
  if (random() < 0.8 || part.length < 4) return part;
  const at = 1 + below(part.length - 2);
  return part.slice(0, at) + part[at + 1] + part[at] + part.slice(at + 2);
}

/** What a person wishes for in words: a mood, a kind of film, a limit, a person who is not wanted, and what it is about. */
function wished(): string {
  const film = catalog[below(films)];
  const about =
    film?.description
      .split(" ")
      .slice(0, 1 + below(6))
      .join(" ") ?? "";
  const parts = [
    ["", "funny", "dark", "slow", "underrated"][below(5)],
    ["film", "thriller", "Korean drama", "french comedies", "90s horror", "movie"][below(6)],
    [
      "",
      "under two hours",
      "no romance",
      "before 1980",
      `not ${film?.directors[0] ?? ""}`,
      `like ${film?.title ?? ""}`,
    ][below(6)],
  ];
  return `${parts.filter((part) => part !== "").join(" ")} about ${about}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

async function startCatalog(folder: string) {
  const seedFolder = join(folder, "films");
  await mkdir(seedFolder);
  await writeFile(join(seedFolder, "films.jsonl"), catalog.map((film) => JSON.stringify(film)).join("\n"));
  const port = await freePort();
  const child = spawn(process.execPath, ["services/catalog/src/main.ts"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PORT: String(port),
      LOG_URL: `sqlite:${join(folder, "log.db")}`,
      DOCUMENTS_URL: `sqlite:${join(folder, "catalog.db")}`,
      SEED_FOLDER: seedFolder,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 60_000;
  while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error("the catalog did not become ready");
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
  return { url, stop: async () => void (child.kill("SIGTERM") && (await once(child, "exit"))) };
}

async function measure(url: string, path: string, query: () => string): Promise<void> {
  const times: number[] = [];
  for (let asked = 0; asked < QUERIES; asked++) {
    const target = `${url}${path}${encodeURIComponent(query())}`;
    const begin = performance.now();
    const reply = await fetch(target);
    await reply.arrayBuffer();
    times.push(performance.now() - begin);
    if (!reply.ok) throw new Error(`${target} answered ${reply.status}`);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  console.log(
    `${path}… (${query.name})  p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  p99 ${at(0.99)} ms  (${QUERIES} queries, ${films} films)`,
  );
}

printHeader("search", { films, queries: QUERIES });

const folder = await mkdtemp(join(tmpdir(), "search-bench-"));
const begun = performance.now();
const { url, stop } = process.argv[3] ? { url: process.argv[3], stop: async () => {} } : await startCatalog(folder);
console.log(`ready after ${Math.round(performance.now() - begun)} ms`);
try {
  await measure(url, "/v1/search?mode=title&q=", typed);
  await measure(url, "/v1/search?q=", typed);
  await measure(url, "/v1/search?q=", wished);
  await measure(url, "/v1/search/suggest?q=", typed);
} finally {
  await stop();
  await rm(folder, { recursive: true, force: true });
}
