import { createClient } from "@projectionist/client";
import { createGateway, type Gateway } from "@projectionist/import";
import type { SimulatedFilm } from "@projectionist/simulation";
import { Command, InvalidArgumentError, Option } from "commander";
import { CommandError } from "../command-error.ts";
import { findApiKey } from "../gateway/api-key.ts";
import { addTarget, type Target } from "../gateway/target.ts";
import { runLoad, type LoadReport } from "../load/run-load.ts";
import type { Surroundings } from "../surroundings.ts";
import { textOf } from "../terminal/table.ts";

const SCOPES = ["signals:write", "recommendations:read"];

type Options = Target & Readonly<{ rate: number; reads: number; seconds?: number }>;

/** `projectionist load`: simulated viewers act on a running system at a steady rate. */
export function loadCommand(surroundings: Surroundings): Command {
  return addTarget(new Command("load"), { scopes: "all scopes" })
    .summary("let simulated viewers act at a steady rate")
    .description(
      "Sends signals of simulated viewers and reads their recommendations, and prints every five seconds how that goes.",
    )
    .addOption(new Option("--rate <number>", "signals a second").env("LOAD_RATE").default(50).argParser(rateOf))
    .addOption(
      new Option("--reads <number>", "recommendations a second").env("LOAD_READS").default(5).argParser(rateOf),
    )
    .addOption(new Option("--seconds <number>", "how long; else until stopped").argParser(rateOf))
    .action((options: Options) => run(options, surroundings));
}

async function run(options: Options, { dataFolder, stdout, stopped }: Surroundings): Promise<void> {
  const { target: url, apiKey, rate, reads, seconds } = options;
  const key = findApiKey({ given: apiKey, dataFolder, gatewayUrl: url });
  const films = await filmsOf(createGateway({ url, urlSource: "--target", key, scopes: SCOPES, signal: stopped }));
  if (films.length === 0)
    throw new CommandError("The catalog has no films: run `projectionist demo` or `import` first.");
  stdout.write(`${textOf(films.length)} films; ${textOf(rate)} signals/s and ${textOf(reads)} reads/s to ${url}\n`);
  await runLoad({
    client: createClient({ baseUrl: url, apiKey: key.value }),
    films,
    rates: { signals: rate, reads },
    stopped: seconds === undefined ? stopped : AbortSignal.any([stopped, AbortSignal.timeout(seconds * 1000)]),
    onReport: (report) => stdout.write(`${describe(report)}\n`),
  });
}

async function filmsOf(gateway: Gateway): Promise<SimulatedFilm[]> {
  const films: SimulatedFilm[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 1000, ...(cursor === undefined ? {} : { cursor }) };
    const page = await gateway.call((client) => client.GET("/v1/movies", { params: { query } }));
    films.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return films;
}

function describe({ seconds, signals, reads, skipped }: LoadReport): string {
  const parts = [
    `${textOf(signals.done)} signals (${textOf(Math.round(signals.done / seconds))}/s), ${textOf(signals.failed)} failed, p50 ${signals.p50Ms} ms, p99 ${signals.p99Ms} ms`,
    `${textOf(reads.done)} reads, ${textOf(reads.failed)} failed, p50 ${reads.p50Ms} ms, p99 ${reads.p99Ms} ms`,
  ];
  if (skipped > 0) parts.push(`${textOf(skipped)} calls skipped: the system is slower than this rate`);
  return parts.join("; ");
}

function rateOf(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0 || text.trim() === "")
    throw new InvalidArgumentError("Give a number, 0 or more.");
  return value;
}
