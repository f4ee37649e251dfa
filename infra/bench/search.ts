/**
 * Measures the catalog's search over HTTP: `node infra/bench/search.ts [--films 10000] [--queries 150] [--prof <folder>]`: so
 * many queries of each kind, mixed, at a catalog of its own with made-up films; with `--url` at the catalog or gateway that
 * answers there. `--prof` has the catalog's processor profiled into the folder.
 */
import { parseArgs } from "node:util";
import { runInWorker } from "@projectionist/compute";
import { printHeader } from "./header.ts";
import { quantiles } from "./quantiles.ts";
import { makeFilms } from "./search/films.ts";
import { makeQueries, type Query } from "./search/queries.ts";
import { processorSeconds, startCatalog } from "./search/start-catalog.ts";
import type { Timed, timeRequests } from "./search/timed-requests.ts";

const { values } = parseArgs({
  options: {
    films: { type: "string", default: "10000" },
    queries: { type: "string", default: "150" },
    url: { type: "string" },
    prof: { type: "string" },
  },
});
const films = makeFilms(Number(values.films));
const queries = makeQueries(films, Number(values.queries));
printHeader("search over HTTP", { films: films.length, queries: queries.length });

const profile = values.prof === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${values.prof}`];
const { url, stop } =
  values.url === undefined ? await startCatalog(films, profile) : { url: values.url, stop: async () => {} };
try {
  await ask(queries);
  const before = await processorSeconds(url);
  const answers = await ask(queries);
  const each = ((1000 * ((await processorSeconds(url)) - before)) / queries.length).toFixed(2);
  print(queries, answers);
  console.log(`processor time of the catalog: ${each} ms a request, collection of garbage and all`);
} finally {
  await stop();
}

/** Asked from a thread of its own: the caller's work is no part of the catalog's. */
function ask(queries: readonly Query[]): Promise<Timed[]> {
  const module = new URL("./search/timed-requests.ts", import.meta.url);
  return runInWorker<typeof timeRequests>(module, "timeRequests", { url, paths: queries.map(({ path }) => path) });
}

function print(queries: readonly Query[], answers: readonly Timed[]): void {
  const isSearch = ({ path }: Query) => path.startsWith("/v1/search?");
  const kinds = [...new Set(queries.map(({ kind }) => kind))].sort();
  line("all searches", isSearch);
  for (const one of kinds) line(`  ${one}`, ({ kind }) => kind === one);

  function line(name: string, counts: (query: Query) => boolean): void {
    const counted = answers.filter((_, place) => counts(queries[place]!));
    const { p50, p95, p99, max } = quantiles(counted.map(({ ms }) => ms));
    const statuses = Map.groupBy(counted, ({ status }) => status);
    const told = [...statuses].map(([status, { length }]) => `${length} × ${status}`).join(", ");
    const figures = [`p50 ${p50}`, `p95 ${p95}`, `p99 ${p99}`, `most ${max} ms`].map((text) => text.padEnd(12));
    console.log(`${name.padEnd(24)} ${figures.join(" ")} ${told}`);
  }
}
