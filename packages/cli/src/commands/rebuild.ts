import type { RebuildResult } from "@projectionist/contracts";
import { Command, InvalidArgumentError, Option } from "commander";
import { CommandError } from "../command-error.ts";
import { rebuildReport } from "../state-jobs/reports.ts";
import { runJob } from "../state-jobs/run-job.ts";
import { addStateJobOptions, withGateway, type StateJobOptions } from "../state-jobs/with-gateway.ts";
import type { Surroundings } from "../surroundings.ts";

type Options = StateJobOptions & Readonly<{ window?: number; replace?: boolean; dropPrevious?: boolean }>;

/** `projectionist rebuild`: the counts anew from the log, while the old ones serve. */
export function rebuildCommand(surroundings: Surroundings): Command {
  return addStateJobOptions(new Command("rebuild"))
    .summary("count the whole log anew, compare, and swap")
    .description(
      "Counts the whole log beside the counts that serve, while signals and reads go on, compares both at the same offsets, " +
        "and lets the new ones serve. Where they differ, nothing is swapped and the exit code is 1. Ctrl-C cancels it, and " +
        "the counts that serve go on. The same command again joins a rebuild that is under way.",
    )
    .addOption(
      new Option("--window <n>", "with how many films before it a film is paired; as it is now unless told").argParser(
        windowOf,
      ),
    )
    .option("--replace", "swap although they differ: what serves is known to be wrong")
    .option("--drop-previous", "keep nothing to go back to")
    .action((options: Options) => run(options, surroundings));
}

async function run(options: Options, surroundings: Surroundings): Promise<void> {
  const { window, replace, dropPrevious, json } = options;
  const data = { ...(window && { window }), ...(replace && { replace }), ...(dropPrevious && { dropPrevious }) };
  const result = await withGateway(options, surroundings, (gateway) =>
    runJob<RebuildResult>({ ...surroundings, gateway, request: { name: "rebuild", data } }),
  );
  surroundings.stdout.write(`${json ? JSON.stringify(result, null, 2) : rebuildReport(result)}\n`);
  if (result.outcome === "different")
    throw new CommandError(
      "Nothing was swapped. `projectionist rebuild --replace` puts the counts of the log in place.",
    );
}

function windowOf(text: string): number {
  const window = Number(text);
  if (!/^\d+$/.test(text) || window < 5 || window > 20)
    throw new InvalidArgumentError("It must be a whole number from 5 to 20.");
  return window;
}
