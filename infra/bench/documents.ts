import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDocuments, type Collection } from "@projectionist/stores";
import { printHeader } from "./header.ts";

/**
 * Rates of the document store: `node infra/bench/documents.ts [url]`, a new SQLite file in the temporary folder unless
 * told. A document is a film of about 600 bytes in a collection with two indexes and a unique key.
 */
type Film = { title: string; year: number; genre: string; slug: string; text: string };

const SECONDS = 2;
const IN_FLIGHT = 64;
const BATCH = 500;

printHeader("the document store", {
  engine: (process.argv[2] ?? "sqlite:").split(":")[0]!,
  batch: BATCH,
  "in-flight": IN_FLIGHT,
});

const folder = await mkdtemp(join(tmpdir(), "bench-documents-"));
const documents = await openDocuments(process.argv[2] ?? `sqlite:${join(folder, "documents.db")}`);
const films = await documents.collection<Film>({
  name: "films",
  indexes: [["year"], ["genre", "year"]],
  unique: [["slug"]],
});

let count = 0;
const film = (): Film => ({
  title: `Film ${count}`,
  year: 1920 + (count % 100),
  genre: `genre-${count % 19}`,
  slug: `film-${count++}`,
  text: "x".repeat(500),
});
const newWrite = () => ({ id: `${count}`, value: film() });

await measure("put, one at a time", 1, () => put(films));
await measure(`put, ${IN_FLIGHT} in flight`, IN_FLIGHT, () => put(films));
await measure(
  `putMany of ${BATCH}`,
  1,
  async () => (await films.putMany(Array.from({ length: BATCH }, newWrite))).length,
);
const id = () => `${Math.floor(Math.random() * count)}`;
await measure("get", 1, async () => ((await films.get(id())) === undefined ? 0 : 1));
await measure("getMany of 50, documents", 1, async () => (await films.getMany(Array.from({ length: 50 }, id))).size);
let cursor: string | undefined;
await measure("find by genre and year, pages of 20", 1, async () => {
  const where = { genre: "genre-7", year: { gte: 1980 } };
  const sort = { by: "year", direction: "desc" } as const;
  ({ nextCursor: cursor } = await films.find({ where, sort, limit: 20, ...(cursor === undefined ? {} : { cursor }) }));
  return 1;
});

await documents.close();
await rm(folder, { recursive: true });

async function put(collection: Collection<Film>): Promise<number> {
  const { id, value } = newWrite();
  await collection.put(id, value);
  return 1;
}

/** Runs `step` from so many callers at once and prints how much they got done in a second. */
async function measure(what: string, callers: number, step: () => Promise<number>): Promise<void> {
  const start = performance.now();
  let done = 0;
  const caller = async () => {
    while (performance.now() - start < SECONDS * 1_000) {
      const more = await step();
      done += more;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const perSecond = (done / (performance.now() - start)) * 1_000;
  console.log(`${what.padEnd(40)} ${Math.round(perSecond).toLocaleString("en").padStart(10)} /s`);
}
