import type { VerifyResult } from "@projectionist/contracts";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { verifyReport } from "../state-jobs/reports.ts";
import { runJob } from "../state-jobs/run-job.ts";
import { addStateJobOptions, withGateway, type StateJobOptions } from "../state-jobs/with-gateway.ts";
import type { Surroundings } from "../surroundings.ts";

/** `projectionist verify`: whether what serves is what the log says. */
export function verifyCommand(surroundings: Surroundings): Command {
  return addStateJobOptions(new Command("verify"))
    .summary("recount the whole log and compare what serves with it")
    .description(
      "Recounts the whole log with a second, simple implementation and compares what serves with it, at the same offsets. " +
        "Changes nothing. Prints the first differences; the exit code is 1 where there are any. Ctrl-C cancels it.",
    )
    .action((options: StateJobOptions) => run(options, surroundings));
}

async function run(options: StateJobOptions, surroundings: Surroundings): Promise<void> {
  const result = await withGateway(options, surroundings, (gateway) =>
    runJob<VerifyResult>({ ...surroundings, gateway, request: { name: "verify" } }),
  );
  surroundings.stdout.write(`${options.json ? JSON.stringify(result, null, 2) : verifyReport(result)}\n`);
  if (result.differences > 0)
    throw new CommandError("`projectionist rebuild --replace` puts the counts of the log in place.");
}
