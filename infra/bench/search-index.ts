/**
 * Measures the search index in this process, without HTTP: `node infra/bench/search-index.ts [films]`, by default 10,000 made-up
 * films of 60 words, with the static embeddings: memory, time to build, to change a film, and to answer.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openByteRows, readEmbeddingTable } from "@projectionist/compute";
import { createDocumentSearch, createRandom, createStaticEmbedder, relatedWordsOf, words } from "@projectionist/recsys";
import { printHeader } from "./header.ts";
import { quantiles } from "./quantiles.ts";

const QUERIES = 1_000;
const CHANGES = 1_000;
const films = Number(process.argv[2] ?? 10_000);

/** The words of the bundled descriptions, each as often as it stands there, and one in fifty made up: names and rare words. */
const folder = join(import.meta.dirname, "../../data/catalog");
const pool = readdirSync(folder)
  .filter((file) => file.endsWith(".jsonl"))
  .flatMap((file) => readFileSync(join(folder, file), "utf8").trimEnd().split("\n"))
  .flatMap((line) => words((JSON.parse(line) as { description: string }).description));
const { next, below } = createRandom(3);
const word = () => (next() < 0.02 ? `name${below(films)}` : pool[below(pool.length)]!);
const text = (length: number) => Array.from({ length }, word).join(" ");
const filmTexts = () => ({
  title: text(3),
  people: text(8),
  genres: "Drama, Comedy",
  keywords: text(5),
  description: text(60),
});

const megabytes = () => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
};
/** Runs it so often, and prints how long it took, beside what the processor had to do for it, which a busy machine leaves alone. */
async function measure(name: string, count: number, run: () => Promise<void>): Promise<void> {
  const times: number[] = [];
  const processor = process.cpuUsage();
  for (let i = 0; i < count; i++) {
    const begun = performance.now();
    await run();
    times.push(performance.now() - begun);
  }
  const { user, system } = process.cpuUsage(processor);
  const { p50, p95, p99 } = quantiles(times);
  const computed = ((user + system) / 1000 / count).toFixed(2);
  console.log(`${name.padEnd(20)} p50 ${p50} ms  p95 ${p95} ms  p99 ${p99} ms  processor ${computed} ms`);
}

printHeader("search-index", { films, queries: QUERIES });
const table = await readEmbeddingTable();
const embedder = createStaticEmbedder(table);
const before = megabytes();
const search = createDocumentSearch({
  fields: { title: 1, people: 1, genres: 1, keywords: 1, description: 1 },
  dimensions: embedder.dimensions,
  related: relatedWordsOf(table),
  rows: openByteRows,
});
async function put(id: number): Promise<void> {
  const film = filmTexts();
  search.put(id, String(id), film, below(1_000));
  const [vector] = await embedder.embed([film.description]);
  search.setVector(id, vector!);
}
let id = 0;
await measure("a film is added", films, () => put(id++));
console.log(`${(megabytes() - before).toFixed(0)} MB for ${films} films`);

const ask = (length: number) => async () => {
  const asked = text(length);
  const [vector] = await embedder.embed([asked]);
  search.search({ text: asked, vector: vector! }, 20);
};
await measure("4 words", QUERIES, ask(4));
await measure("12 words", QUERIES, ask(12));
await measure("60 words", QUERIES / 5, ask(60));
await measure("a film is replaced", CHANGES, () => put(below(films)));
console.log(`${(megabytes() - before).toFixed(0)} MB after ${CHANGES} changes`);
