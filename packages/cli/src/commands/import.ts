import { join, resolve } from "node:path";
import { DATA_SET_PATTERN } from "@projectionist/contracts";
import { createGateway, importArchive, rejectedPercent } from "@projectionist/import";
import { Command, InvalidArgumentError } from "commander";
import { CommandError } from "../command-error.ts";
import { findApiKey } from "../gateway/api-key.ts";
import { addTarget } from "../gateway/target.ts";
import { countOf } from "../option-values.ts";
import type { Surroundings } from "../surroundings.ts";
import { createProgress } from "../terminal/progress.ts";
import { reportTable } from "../terminal/report-table.ts";

const TOO_MANY_REJECTED = 3;

type Options = Readonly<{
  url: string;
  apiKey?: string;
  dataset?: string;
  dryRun?: boolean;
  again?: boolean;
  limit?: number;
  since?: number;
  rejected?: string;
  maxRejected: number;
  state?: string;
}>;

/** `projectionist import`: MovieLens and TMDB data sets into a running system. */
export function importCommand(surroundings: Surroundings): Command {
  return addTarget(new Command("import"), { flag: "--url", scopes: "signals:write and catalog:write" })
    .summary("load a MovieLens or TMDB 5000 data set")
    .description(
      "Loads a data set into a running system: films first, matched to those already there, then each viewer's ratings in\n" +
        "the order of time. MovieLens small, 100K, 1M, 10M, 20M, 25M, 32M and TMDB 5000 are told by their files' names.\n" +
        "Loading it again changes nothing; after an interruption the same command goes on where it was.",
    )
    .argument("<zip|folder>", "the data set as it was downloaded, or unpacked; its files may be gzipped")
    .option("--dataset <name>", "what the viewers' ids begin with, such as ml32m; else told by name and size", nameOf)
    .option("--dry-run", "write nothing, only say what would be done")
    .option("--limit <n>", "at most so many ratings (or films of a catalog without ratings)", countOf)
    .option("--since <date>", "only ratings from this date on, such as 2015-01-01", secondsOf)
    .option("--rejected <file>", "where to list rejected rows; else beside the checkpoint")
    .option(
      "--max-rejected <percent>",
      `more rejected rows than this make the exit code ${TOO_MANY_REJECTED}`,
      percentOf,
      1,
    )
    .option("--state <folder>", "where to keep checkpoints; else data/local/imports")
    .option("--again", "read everything again, whatever the checkpoint says")
    .action((path: string, options: Options) => run(path, options, surroundings));
}

async function run(path: string, options: Options, { folder, dataFolder, stopped, stderr, stdout }: Surroundings) {
  const { url, since, limit, dryRun, again, maxRejected } = options;
  const at = (file: string) => resolve(folder, file);
  const key = findApiKey({ given: options.apiKey, dataFolder, gatewayUrl: url });
  const report = await importArchive({
    path: at(path),
    gateway: createGateway({ url, key, scopes: ["signals:write", "catalog:write"], signal: stopped }),
    stateFolder: options.state === undefined ? join(dataFolder, "imports") : at(options.state),
    signal: stopped,
    say: (line) => stderr.write(`${line}\n`),
    progress: (label) => createProgress(stderr, label),
    dataSet: options.dataset,
    rejectedFile: options.rejected === undefined ? undefined : at(options.rejected),
    since,
    limit,
    dryRun,
    again,
  });
  if (dryRun) stdout.write("Dry run: nothing was written. An import would do this:\n");
  stdout.write(`${reportTable(report)}\n`);
  const percent = rejectedPercent(report);
  if (percent > maxRejected)
    throw new CommandError(`${percent.toFixed(1)} % of the rows were rejected, more than ${maxRejected} %.`, {
      exitCode: TOO_MANY_REJECTED,
    });
}

function nameOf(text: string): string {
  if (!new RegExp(DATA_SET_PATTERN).test(text))
    throw new InvalidArgumentError("It must be at most 20 small letters, digits and hyphens, such as ml32m.");
  return text;
}

function percentOf(text: string): number {
  const percent = text.trim() === "" ? NaN : Number(text);
  if (!(percent >= 0 && percent <= 100)) throw new InvalidArgumentError("It must be a number from 0 to 100.");
  return percent;
}

function secondsOf(text: string): number {
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError("It must be a date, such as 2015-01-01.");
  return time / 1000;
}
