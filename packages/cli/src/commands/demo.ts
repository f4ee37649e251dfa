import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { MovieInput } from "@projectionist/contracts";
import { createGateway, type Gateway } from "@projectionist/import";
import { appendHistory, waitUntilReflected } from "@projectionist/simulation";
import { Command } from "commander";
import { findApiKey } from "../gateway/api-key.ts";
import { addTarget, type Target } from "../gateway/target.ts";
import type { Surroundings } from "../surroundings.ts";
import { createProgress } from "../terminal/progress.ts";

const catalogFolder = join(import.meta.dirname, "../../../../data/catalog");
const SCOPES = ["signals:write", "catalog:write", "recommendations:read"];

type BundledFilm = MovieInput & Readonly<{ id: string; country?: string }>;

/** `projectionist demo`: the bundled catalog and simulated viewers into a running system. */
export function demoCommand(surroundings: Surroundings): Command {
  return addTarget(new Command("demo"), { scopes: "all scopes" })
    .summary("load the bundled catalog and simulated viewers")
    .description("Loads the bundled films where they are missing, then lets 500 viewers act over the past 30 days.")
    .action((options: Target) => run(options, surroundings));
}

async function run({ target: gatewayUrl, apiKey }: Target, { dataFolder, stderr, stdout, stopped }: Surroundings) {
  const key = findApiKey({ given: apiKey, dataFolder, gatewayUrl });
  const gateway = createGateway({ url: gatewayUrl, urlSource: "--target", key, scopes: SCOPES, signal: stopped });
  const films = bundledFilms();
  const added = await addMissing(gateway, films);
  stdout.write(`${films.length} bundled films, ${added} of them new\n`);
  const target = { gatewayUrl, apiKey: key.value, films };
  const progress = createProgress(stderr, "Simulated viewers act");
  const position = await appendHistory(target, Date.now(), (done, total) => progress.update(done, total));
  progress.end();
  stderr.write("Waiting until recommendations and histories reflect it all …\n");
  await waitUntilReflected(target, position);
  stdout.write(`Recommendations reflect it all. Try ${gatewayUrl}/docs\n`);
}

function bundledFilms(): BundledFilm[] {
  const files = readdirSync(catalogFolder).filter((name) => name.endsWith(".jsonl"));
  const lines = files.flatMap((name) => readFileSync(join(catalogFolder, name), "utf8").split("\n").filter(Boolean));
  return lines.map((line) => JSON.parse(line) as BundledFilm);
}

/** Creates the films that the catalog does not have; answers how many. */
async function addMissing(gateway: Gateway, films: readonly BundledFilm[]): Promise<number> {
  const known = new Set<string>();
  let cursor: string | undefined;
  do {
    const query = { limit: 1000, ...(cursor === undefined ? {} : { cursor }) };
    const page = await gateway.call((client) => client.GET("/v1/movies", { params: { query } }));
    for (const { id } of page.items) known.add(id);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  const missing = films.filter(({ id }) => !known.has(id));
  for (const { country: _main, ...body } of missing) {
    await gateway.call((client) => client.POST("/v1/movies", { body }));
  }
  return missing.length;
}
