import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { BACKENDS, type Backend } from "@projectionist/compute";
import type { ProtocolReport } from "@projectionist/recsys";
import { Command, Option } from "commander";
import { CommandError, INTERRUPTED } from "../command-error.ts";
import { protocolNames, protocols } from "../evaluate/protocols.ts";
import { reportHtml } from "../evaluate/report-html.ts";
import { figureText, metricsOf, reportText } from "../evaluate/report-text.ts";
import { runEvaluation } from "../evaluate/run-evaluation.ts";
import { countOf } from "../option-values.ts";
import type { Surroundings } from "../surroundings.ts";
import { createStatusLine, shareText } from "../terminal/status-line.ts";
import { textOf } from "../terminal/table.ts";

type Options = Readonly<{
  data: string;
  protocol: string;
  models: readonly string[] | "all";
  content?: string;
  seed: number;
  splits?: number;
  folds?: number;
  refreshes?: number;
  every?: number;
  out?: string;
  json?: boolean;
  backend?: Backend;
  semanticModel?: string;
  hubUrl?: string;
}>;

/** `projectionist evaluate`: how well models recommend, on a data set that is read from disk. */
export function evaluateCommand(surroundings: Surroundings): Command {
  const described = protocolNames.map((name) => `  ${name.padEnd(8)} ${protocols[name].summary}`);
  return new Command("evaluate")
    .summary("measure how well models recommend on a MovieLens data set")
    .description(
      "Fits models on one part of a data set and measures them on another. Needs no running system. Weights are constants\n" +
        "of the models, tuned on validation parts: nothing is tuned on what is measured. Protocols:\n" +
        described.join("\n"),
    )
    .requiredOption("--data <zip|folder>", "a MovieLens data set")
    .addOption(new Option("--protocol <name>", "what is measured").choices(protocolNames).makeOptionMandatory())
    .option("--models <names>", "models, separated by commas", listOf, "all")
    .option("--content <zip|folder>", "a data set with descriptions and keywords of films, such as TMDB 5000")
    .option("--seed <n>", "what is drawn by lot is drawn from this", countOf, 1)
    .option("--splits <n>", "how often parts that are drawn by lot are drawn anew; of folds, how many are run", countOf)
    .option("--folds <n>", "draw so many folds by lot instead of taking the data set's own", countOf)
    .option("--refreshes <n>", "p3b: how often models are fitted anew", countOf)
    .option("--every <n>", "p3b: of so many films one is asked for", countOf)
    .addOption(new Option("--backend <name>", "linear algebra; else the fastest that is installed").choices(BACKENDS))
    .option("--semantic-model <model>", "search: minilm:<folder> or hub:<owner>/<model>, beside the static embeddings")
    .addOption(new Option("--hub-url <url>", "search: where the hub is, such as a mirror").env("HF_ENDPOINT"))
    .option("--out <folder>", "write the report there as <protocol>.json and <protocol>.html")
    .option("--json", "print the report as JSON")
    .action((options: Options) => run(options, surroundings));
}

async function run(options: Options, { folder, stdout, stderr, stopped }: Surroundings): Promise<void> {
  const { protocol, models, seed, splits, folds, refreshes, every, backend, semanticModel, hubUrl } = options;
  const at = (path: string) => resolve(folder, path);
  const line = createStatusLine(stderr);
  const { report, finished } = await runEvaluation(
    {
      protocol,
      dataPath: at(options.data),
      contentPath: options.content === undefined ? undefined : at(options.content),
      models: models === "all" ? undefined : models,
      seed,
      splits,
      folds,
      refreshes,
      every,
      backend,
      semanticModel,
      hubUrl,
    },
    {
      stopped,
      onModel: (soFar) => line.say(finishedText(soFar)),
      onProgress: ({ stage, done, total }) =>
        line.show(`${stage}  ${total > 0 ? shareText(stderr, Math.min(1, done / total)) : textOf(done)}`),
    },
  ).finally(() => line.clear());
  stdout.write(`${options.json ? JSON.stringify(report, null, 2) : reportText(report)}\n`);
  if (options.out !== undefined) {
    const file = join(at(options.out), protocol);
    await mkdir(at(options.out), { recursive: true });
    await writeFile(`${file}.json`, `${JSON.stringify(report, null, 2)}\n`);
    await writeFile(`${file}.html`, await reportHtml(report));
    stderr.write(`Written to ${file}.json and ${file}.html\n`);
  }
  if (!finished)
    throw new CommandError("Stopped: the report has the models that were finished.", { exitCode: INTERRUPTED });
}

/** The latest model, with the metric that the protocol is known by. */
function finishedText(report: ProtocolReport): string {
  const latest = report.figures.at(-1);
  const metric = metricsOf(report)[0];
  if (!latest || metric === undefined) return "";
  return `${latest.model}: ${metric} ${figureText(latest.metrics[metric])}`;
}

function listOf(text: string): readonly string[] | "all" {
  return text === "all" ? "all" : text.split(",").map((name) => name.trim());
}
