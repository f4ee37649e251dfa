import type { RollbackResult } from "@projectionist/contracts";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { rollbackReport } from "../state-jobs/reports.ts";
import { runJob } from "../state-jobs/run-job.ts";
import { addStateJobOptions, withGateway, type StateJobOptions } from "../state-jobs/with-gateway.ts";
import type { Surroundings } from "../surroundings.ts";

/** `projectionist rollback`: what a rebuild has replaced serves again. */
export function rollbackCommand(surroundings: Surroundings): Command {
  return addStateJobOptions(new Command("rollback"))
    .summary("let the counts serve again that a rebuild has replaced")
    .description(
      "Lets the counts serve again that the last rebuild, or rollback, has replaced; what came since is applied to them.",
    )
    .action((options: StateJobOptions) => run(options, surroundings));
}

async function run(options: StateJobOptions, surroundings: Surroundings): Promise<void> {
  const result = await withGateway(options, surroundings, async (gateway) => {
    const { keyspaces } = await gateway.call((client) => client.GET("/v1/ops/positions"));
    if (keyspaces === undefined) throw new CommandError("The recommender does not answer, so nothing was changed.");
    const to = keyspaces.previous;
    if (to === null)
      throw new CommandError(
        "There is nothing to go back to: only what a rebuild has replaced is kept, until the next one begins.",
      );
    return runJob<RollbackResult>({ ...surroundings, gateway, request: { name: "rollback", data: { to } } });
  });
  surroundings.stdout.write(`${options.json ? JSON.stringify(result, null, 2) : rollbackReport(result)}\n`);
}
