import type { TrainResult } from "@projectionist/contracts";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { trainReport } from "../models/models-text.ts";
import { runJob } from "../state-jobs/run-job.ts";
import { addStateJobOptions, withGateway, type StateJobOptions } from "../state-jobs/with-gateway.ts";
import type { Surroundings } from "../surroundings.ts";

type Options = StateJobOptions & Readonly<{ promote?: boolean }>;

/** `projectionist train`: the models anew, from what is counted. */
export function trainCommand(surroundings: Surroundings): Command {
  return addStateJobOptions(new Command("train"))
    .summary("train the models anew, and let them serve unless they are worse")
    .description(
      "Trains the models from what is counted now, judges them by the newest signals of the viewers who came last, and lets " +
        "them serve unless they are worse than those in use; the exit code is 1 then. Ctrl-C cancels it. The system does this " +
        "by itself every few hours (TRAIN_EVERY_HOURS) where enough is new.",
    )
    .option("--promote", "let them serve although they are worse")
    .action((options: Options) => run(options, surroundings));
}

async function run(options: Options, surroundings: Surroundings): Promise<void> {
  const { promote, json } = options;
  const result = await withGateway(options, surroundings, (gateway) =>
    runJob<TrainResult>({
      ...surroundings,
      gateway,
      request: { name: "train", data: { ...(promote && { promote }) } },
    }),
  );
  surroundings.stdout.write(`${json ? JSON.stringify(result, null, 2) : trainReport(result)}\n`);
  if (result.outcome === "withdrawn") throw new CommandError("There are no signals to train from.");
  if (!result.promoted) throw new CommandError("`projectionist models promote <version>` lets it serve all the same.");
}
